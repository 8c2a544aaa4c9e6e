import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { folderOf, foldersOf, isProgram } from './engine-files.ts'
import { runProgram } from './run-program.ts'

/** A program that only tests need, in `.tools/<name>/<version>`; without it those tests are skipped. */
export type Tool = {
  readonly name: string
  readonly version: string
  /** Path of the program in that folder. */
  readonly program: string
  /** Any version of the system's own will do: from PATH, or from a folder that this pattern matches. */
  readonly system?: string
  /** Puts it into the folder, or returns the reason why it cannot. */
  readonly fill: (folder: string, env: NodeJS.ProcessEnv) => Promise<string | undefined>
}

export const TOOLS = [
  goTool('act', '0.2.89', 'github.com/nektos/act'),
  goTool('actionlint', '1.7.12', 'github.com/rhysd/actionlint/cmd/actionlint'),
  // For the tests of a state in S3: the engine's own client of S3 talks to it.
  goTool('gofakes3', '1.2.0', 'github.com/johannesboyne/gofakes3/cmd/gofakes3'),
  { name: 'zizmor', version: '1.32.0', program: join('bin', 'zizmor'), fill: fillZizmor },
  // Debian's own; actionlint finds it on PATH and checks the scripts in workflows with it.
  {
    name: 'shellcheck',
    version: 'apt',
    program: 'shellcheck',
    system: '/usr/bin',
    fill: withApt('shellcheck'),
  },
  // Debian's own, for the tests of a state in Postgres; its servers are not on PATH there.
  {
    name: 'postgres',
    version: 'apt',
    program: 'postgres',
    system: '/usr/lib/postgresql/*/bin',
    fill: withApt('postgresql'),
  },
] as const satisfies readonly Tool[]

export type ToolName = (typeof TOOLS)[number]['name']

/** Path of the tool, in `.tools` of the project or else on PATH; undefined when it is missing. */
export async function findTool(
  name: ToolName,
  project: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const tool: Tool | undefined = TOOLS.find((one) => one.name === name)
  if (tool === undefined) return undefined
  const own = join(folderFor(tool, project), tool.program)
  if (await isProgram(own)) return own
  // Another version of a pinned tool would find other faults.
  if (tool.system === undefined) return undefined
  const folders = foldersOf(env)
  for await (const folder of glob(tool.system)) folders.push(folder)
  const folder = await folderOf(tool.program, folders)
  return folder === undefined ? undefined : join(folder, tool.program)
}

export function folderFor({ name, version }: Pick<Tool, 'name' | 'version'>, project: string): string {
  return join(project, '.tools', name, version)
}

/** Builds a tool from its Go module: the checksum database or the module's own go.sum pins its sources. */
function goTool<N extends string>(name: N, version: string, module: string): Tool & { readonly name: N } {
  return {
    name,
    version,
    program: name,
    fill: (folder, env) =>
      runProgram('go', ['install', '-ldflags', '-s -w', `${module}@v${version}`], {
        ...env,
        GOBIN: folder,
        GOWORK: 'off',
        GOFLAGS: '',
        CGO_ENABLED: '0',
      }),
  }
}

/** The Python package holds the program itself; it runs without a virtual environment or Python. */
async function fillZizmor(folder: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps']
  const into = [...install, '--target', folder, 'zizmor==1.32.0']
  const first = await runProgram('python3', into, env)
  if (first === undefined || !isRoot()) return first
  const missing = await apt(['python3-pip'], env)
  return missing === undefined ? runProgram('python3', into, env) : first
}

function withApt(name: string): Tool['fill'] {
  return async (_, env) => (isRoot() ? apt([name], env) : 'it takes root to install it')
}

async function apt(packages: readonly string[], env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const quiet = { ...env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await runProgram('apt-get', ['update', '-qq'], quiet)
  return (
    update ?? runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet)
  )
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}
