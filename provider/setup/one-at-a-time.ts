import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_AGAIN_MS = 200

/**
 * Lets one process work at a time; a process that must wait calls `wait` once. The lock of a dead process is cleared.
 * Two processes that clear it at once may both work, so the work must tolerate that.
 */
export async function oneAtATime<T>(
  lock: string,
  wait: (pid: number) => void,
  work: () => Promise<T>,
): Promise<T> {
  let told = false
  while (!(await take(lock))) {
    const pid = await holderOf(lock)
    if (pid !== undefined && isDead(pid)) await rm(lock, { force: true })
    else {
      if (!told && pid !== undefined) wait(pid)
      told ||= pid !== undefined
      await sleep(LOOK_AGAIN_MS)
    }
  }
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

/** Links the finished lock file into its place, so it never lacks its process id. */
async function take(lock: string): Promise<boolean> {
  const own = `${lock}.${process.pid}`
  await writeFile(own, String(process.pid))
  try {
    await link(own, lock)
    return true
  } catch (error) {
    // EEXIST: somebody holds it. ENOENT: another call in this process has just removed `own`.
    if (['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  } finally {
    await rm(own, { force: true })
  }
}

async function holderOf(lock: string): Promise<number | undefined> {
  const pid = Number(await readFile(lock, 'utf8').catch(() => ''))
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

function isDead(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
