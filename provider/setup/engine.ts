import { join } from 'node:path'
import { childEnvironment } from '../findings/child-environment.ts'
import { buildEngine } from './build-engine.ts'
import { downloadEngine } from './download-engine.ts'
import { missingIn } from './engine-files.ts'
import { engineOnPath } from './engine-on-path.ts'
import { placeEngine, type Fill } from './place-engine.ts'
import { durationText, withElapsed, type Say } from './with-elapsed.ts'

/** The engine that is downloaded or built; an older one on PATH is ignored. */
export const ENGINE_VERSION = '3.259.0'

export type Engine = {
  /** The folder of the engine and its helpers, which goes first on PATH. */
  readonly path: string
  /** The parent of that `bin`; undefined for the engine on PATH. */
  readonly root: string | undefined
  readonly version: string
  readonly how: 'PATH' | 'cache' | 'release' | 'build'
}

export type Search = {
  /** The folder of metagrant's own code; downloaded tools go into its `.tools`. */
  readonly project: string
  readonly env: NodeJS.ProcessEnv
  /** Shows slow steps and their results. */
  readonly say: Say
  /** Whether progress may be shown every second. Default: whether stderr is a terminal. */
  readonly onTerminal?: boolean
}

type EngineSource = { readonly how: 'release' | 'build'; readonly doing: string; readonly fill: Fill }

const SOURCES: readonly EngineSource[] = [
  {
    how: 'release',
    doing: `Fetching the release of Pulumi ${ENGINE_VERSION} (about a minute)`,
    fill: downloadEngine,
  },
  {
    how: 'build',
    doing: `Building Pulumi ${ENGINE_VERSION} from source with Go (about 4 minutes)`,
    fill: buildEngine,
  },
]

/** What the engine's program and Go need. */
const BUILD = { names: [], prefixes: ['PULUMI_', 'GO', 'CGO_', 'GIT_'] }

/** There is no engine, and none could be downloaded or built; the message holds a reason for each way. */
export class EngineMissing extends Error {
  readonly code = 'ENGINE_MISSING'

  constructor(reasons: readonly string[]) {
    super(reasons.join('; '))
    this.name = 'EngineMissing'
  }
}

/**
 * Finds an engine: the one on PATH if it is new enough and complete, else the copy of an earlier run, else the official
 * release, else a build from source. Only the last two write, to `.tools/pulumi/<version>`. Throws EngineMissing.
 */
export async function findEngine(
  search: Search,
  sources: readonly EngineSource[] = SOURCES,
): Promise<Engine> {
  const { project, say, onTerminal = process.stderr.isTTY } = search
  // It may be asked for in the middle of a run, with all tokens around.
  const env = childEnvironment(search.env, BUILD)
  const onPath = await engineOnPath(env, ENGINE_VERSION)
  if (typeof onPath !== 'string') return { ...onPath, root: undefined, how: 'PATH' }
  const root = join(project, '.tools', 'pulumi', ENGINE_VERSION)
  const own = { path: join(root, 'bin'), root, version: ENGINE_VERSION }
  if ((await missingIn([own.path])) === undefined) return { ...own, how: 'cache' }
  const reasons = [onPath]
  for (const { how, doing, fill } of sources) {
    const start = performance.now()
    const failed = await withElapsed(doing, say, onTerminal, () =>
      placeEngine(root, { version: ENGINE_VERSION, env }, say, fill),
    )
    const took = durationText(performance.now() - start)
    say(
      failed === undefined
        ? `Got Pulumi ${ENGINE_VERSION} by ${how} in ${took}`
        : `No ${how} of Pulumi: ${failed}`,
      false,
    )
    if (failed === undefined) return { ...own, how }
    reasons.push(`no ${how}: ${failed}`)
  }
  throw new EngineMissing(reasons)
}
