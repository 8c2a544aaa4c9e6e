import type { PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import type { Moment } from '../model/moment.ts'

/** What the engine runs with: the repository's root, the environment that engine and providers see, and the program. */
export type EngineSettings = {
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly command: PulumiCommand
  /** Folders of the policy packs that the engine holds every run against. */
  readonly policyPacks: readonly string[]
  /** The folder whose access/ the policy pack judges; the root itself unless an edit is only tried out. */
  readonly filesRoot?: string
  /** The resources that a run is aimed at, by name; the pack judges no other, for the engine leaves those as they are. */
  readonly only?: readonly string[]
  /** The moment that files and policies are judged by: one for the whole run. */
  readonly today: Moment
}
