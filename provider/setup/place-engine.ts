import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ENGINE, missingIn } from './engine-files.ts'
import { versionOf } from './engine-version.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { Say } from './with-elapsed.ts'

/** A way to get the engine: it fills `folder`/bin, or returns the reason why it cannot. */
export type Order = { readonly folder: string; readonly version: string; readonly env: NodeJS.ProcessEnv }
export type Fill = (order: Order) => Promise<string | undefined>

/**
 * Puts an engine into `root` in one step: it is made in a folder beside it, started once, and renamed. A killed process
 * leaves nothing that looks like an engine, and the next one removes its rest. Others wait meanwhile.
 */
export async function placeEngine(
  root: string,
  { version, env }: Omit<Order, 'folder'>,
  say: Say,
  fill: Fill,
): Promise<string | undefined> {
  const parent = dirname(root)
  const half = `${basename(root)}.new-`
  await mkdir(parent, { recursive: true })
  const wait = (pid: number): void => say(`Waiting for the process ${pid}, which is getting the engine`, true)
  return oneAtATime(`${root}.lock`, wait, async () => {
    if ((await missingIn([join(root, 'bin')])) === undefined) return undefined
    const left = (await readdir(parent)).filter((name) => name.startsWith(half))
    for (const name of [...left, basename(root)])
      await rm(join(parent, name), { recursive: true, force: true })
    const folder = await mkdtemp(join(parent, half))
    try {
      // A temporary folder is private, but another user may have set up the machine.
      await chmod(folder, 0o755)
      const failed = (await fill({ folder, version, env })) ?? (await faultOf(folder, version, env))
      if (failed === undefined) await rename(folder, root)
      return failed
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}

async function faultOf(folder: string, version: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const bin = join(folder, 'bin')
  const missing = await missingIn([bin])
  if (missing !== undefined) return `it comes without ${missing}`
  const got = await versionOf(join(bin, ENGINE), env)
  return got === version ? undefined : `it says it is ${got ?? 'nothing, for it does not start'}`
}
