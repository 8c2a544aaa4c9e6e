import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { childEnvironment } from '../findings/child-environment.ts'
import { ENGINE_MARK } from '../resources/run-variables.ts'

/** An engine that we start: the mark in its environment, and its process once it has one. */
export type MarkedEngine = { readonly mark: string; readonly pid: number | undefined }

export type Relative = {
  readonly pid: number
  /** Whether it leads a session, as the engine itself does: we start it detached. */
  readonly leads: boolean
}

/**
 * The processes of an engine: those with its mark in their environment, and those of their sessions. Both survive that
 * a process in between dies and leaves its children to init, which a look at parents does not. Source:
 * proc_pid_environ(5), proc_pid_stat(5); the engine's plugins lead process groups of their own in its session (seen on
 * 3.259). Without /proc (macOS) these are the engine and all below it by `ps`: an orphan is not found there, and ends
 * by its tie alone.
 */
export async function familyOf({ mark, pid }: MarkedEngine): Promise<Relative[]> {
  const pids = pidsInProc()
  if (pids === undefined) return pid === undefined ? [] : belowByParents(pid)
  const marked = pids.filter((one) => hasMark(one, mark))
  const sessions = new Map(pids.map((one) => [one, sessionOf(one)]))
  // This process may have the mark as well, when an engine started it.
  const ours = new Set(marked.map((one) => sessions.get(one)))
  ours.delete(sessions.get(process.pid))
  return [...sessions]
    .filter(([one, session]) => session !== undefined && (ours.has(session) || marked.includes(one)))
    .filter(([one]) => one !== process.pid)
    .map(([one, session]) => ({ pid: one, leads: session === one }))
}

function pidsInProc(): number[] | undefined {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return undefined
  }
}

function hasMark(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${ENGINE_MARK}=${mark}`)
  } catch {
    return false
  }
}

/** The session of a process that has not ended; a zombie waits only for its parent to ask. */
function sessionOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? []
    return 'ZX'.includes(fields[0] ?? '') ? undefined : Number(fields[6 - 3])
  } catch {
    return undefined
  }
}

/** Source: `ps -A -o pid=,ppid=` (POSIX). */
async function belowByParents(pid: number): Promise<Relative[]> {
  const ps = promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,state='], {
    env: childEnvironment(process.env),
  })
  const { stdout } = await ps.catch(() => ({ stdout: '' }))
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state = '']) => !state.startsWith('Z'))
    .map(([child, of]) => [Number(child), Number(of)] as const)
  const below = (parent: number): Relative[] =>
    rows.flatMap(([child, of]) => (of === parent ? [{ pid: child, leads: false }, ...below(child)] : []))
  return rows.some(([one]) => one === pid) ? [{ pid, leads: true }, ...below(pid)] : below(pid)
}
