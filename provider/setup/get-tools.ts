import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { oneAtATime } from './one-at-a-time.ts'
import { findTool, folderFor, TOOLS, type Tool, type ToolName } from './tools.ts'
import { durationText, withElapsed, type Say } from './with-elapsed.ts'

export type ToolSearch = {
  readonly project: string
  readonly env: NodeJS.ProcessEnv
  readonly say: Say
  readonly onTerminal: boolean
}

/**
 * Gets the missing tools for tests, one after the other. A tool that cannot be had is reported and fails nothing here:
 * its tests are skipped, which fails the gate only in CI.
 */
export async function getTools(
  { project, env, say, onTerminal }: ToolSearch,
  tools: readonly (Tool & { readonly name: ToolName })[] = TOOLS,
): Promise<void> {
  for (const tool of tools) {
    if ((await findTool(tool.name, project, env)) !== undefined) continue
    const start = performance.now()
    const failed = await withElapsed(`Getting ${tool.name}`, say, onTerminal, () =>
      place(tool, project, env, say),
    )
    const took = durationText(performance.now() - start)
    say(failed === undefined ? `Got ${tool.name} in ${took}` : `No ${tool.name}: ${failed}`, false)
  }
}

/** Makes the tool in a temporary folder, then renames it, so that a killed process leaves no half tool. */
async function place(
  tool: Tool & { readonly name: ToolName },
  project: string,
  env: NodeJS.ProcessEnv,
  say: Say,
) {
  const folder = folderFor(tool, project)
  await mkdir(dirname(folder), { recursive: true })
  const wait = (pid: number): void =>
    say(`Waiting for the process ${pid}, which is getting ${tool.name}`, true)
  return oneAtATime(`${folder}.lock`, wait, async () => {
    if ((await findTool(tool.name, project, env)) !== undefined) return undefined
    const half = await mkdtemp(join(dirname(folder), `${basename(folder)}.new-`))
    try {
      await chmod(half, 0o755)
      const failed = await tool.fill(half, env)
      if (failed !== undefined) return failed
      await rm(folder, { recursive: true, force: true })
      await rename(half, folder)
      return undefined
    } finally {
      await rm(half, { recursive: true, force: true })
    }
  })
}
