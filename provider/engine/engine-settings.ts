import type { PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import type { Moment } from '../model/moment.ts'

/** How the engine runs: the repository's root, the environment of engine and providers, and the program. */
export type EngineSettings = {
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  /** The engine's program; asking for it loads the engine's SDK. */
  readonly command: () => Promise<PulumiCommand>
  /** Folders of the policy packs that judge every run. */
  readonly policyPacks: readonly string[]
  /** The folder whose access/ the policy pack judges; the root unless an edit is tried out. */
  readonly filesRoot?: string
  /**
   * Names of the only resources that a run targets; the pack judges no others, because the engine leaves them alone.
   */
  readonly only?: readonly string[]
  /** Whether the engine writes into the state what it begins before it begins it. */
  readonly keepsSteps?: boolean
  /** Aborted once somebody asks the run to stop: what has begun is finished, and nothing else is begun. */
  readonly stop?: AbortSignal
  /** The moment by which files and policies are judged: one for the whole run. */
  readonly today: Moment
}
