import type { UpdateSummary } from '@pulumi/pulumi/automation/index.js'
import type { StackUpdate } from '../audit/sources.ts'
import type { EngineSettings } from './engine-settings.ts'
import { lookAtStack, stackSizes } from './workspace.ts'

/** The message of our updates: the plan's digest, so that the stack's history names what was approved. */
export function messageOf(digest: string): string {
  return `plan ${digest}`
}

const PART = 'part of plan '

/** The message of an update that applies only part of a plan, such as ended access; nobody approved that digest. */
export function partMessageOf(digest: string): string {
  return `${PART}${digest}`
}

const MOVED = 'moved to '

/** The message of an update that only ends the records of what other stacks have taken over. */
export function movedMessageOf(stacks: readonly string[]): string {
  return `${MOVED}${[...new Set(stacks)].sort().join(', ')}`
}

/**
 * The updates of a stack, newest first; undefined when there is no such stack. Source: `pulumi stack history --json`
 * (FACT); the engine itself records the commit of the repository and its CI run (`git.head`, `ci.build.url`), seen on
 * 3.259.
 */
export async function stackHistory(name: string, engine: EngineSettings): Promise<StackUpdate[] | undefined> {
  if (!(await stackSizes(engine)).has(name)) return undefined
  return (await (await lookAtStack(name, engine)).history()).map(updateOf)
}

const UNCHANGED = 'same'

function updateOf({ startTime, result, message, environment, resourceChanges }: UpdateSummary): StackUpdate {
  const counts = Object.entries(resourceChanges ?? {}).filter(([op]) => op !== UNCHANGED)
  return {
    at: new Date(startTime).toISOString(),
    result,
    plan: /^plan ([0-9a-f]{64})$/.exec(message)?.[1] ?? null,
    resources: counts.reduce((sum, [, count]) => sum + count, 0),
    run: environment['ci.build.url'] ?? null,
    commit: environment['git.head'] ?? null,
    part: message.startsWith(PART),
    ...(message.startsWith(MOVED) ? { handsOver: true } : {}),
  }
}
