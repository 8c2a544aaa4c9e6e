import type { EngineEvent, Stack } from '@pulumi/pulumi/automation/index.js'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { withoutTokens } from '../findings/without-tokens.ts'
import { EngineSilent } from './engine-call.ts'
import { clearDeadLocks, lockedBy, lockIn } from './lock.ts'
import { NoRunFolder } from './run-folder.ts'
import { StateCut } from './state-file.ts'
import { errorsOf, refusalsOf, stepsOf, type EngineStep } from './steps.ts'

/** Resources that the engine handles at once. Meta's budget is per hour, so more would only throttle sooner. */
const PARALLEL = 8

export type EngineRun = {
  readonly steps: readonly EngineStep[]
  readonly findings: readonly Finding[]
  /** Refusals by the policy pack; `ok` is then false. */
  readonly refusals: readonly Finding[]
  readonly ok: boolean
}

/** Previews a stack. The engine calls no provider method that writes; the providers read the run's inventory. */
export function previewStack(stack: Stack, policyPacks: readonly string[]): Promise<EngineRun> {
  return run(stack, (onEvent) => stack.preview({ ...common(onEvent), policyPacks: [...policyPacks] }))
}

export type UpdateOptions = {
  /** For the stack's history. */
  readonly message: string
  /** URNs of the only resources that may change; the whole stack without it. */
  readonly only?: readonly string[]
  /** What has to be done to the state first, under the same handling of a dead run's lock. */
  readonly prepare: () => Promise<void>
  /** Aborted to end the update where everything is finished or not begun. */
  readonly stop?: AbortSignal | undefined
}

/** Updates a stack. A resource that fails stops no other. */
export function updateStack(
  stack: Stack,
  policyPacks: readonly string[],
  { message, only, prepare, stop }: UpdateOptions,
): Promise<EngineRun> {
  const target = only === undefined ? {} : { target: [...only] }
  return run(stack, async (onEvent) => {
    await prepare()
    return stack.up({
      ...common(onEvent),
      ...target,
      ...(stop === undefined ? {} : { signal: stop }),
      message,
      continueOnError: true,
      policyPacks: [...policyPacks],
    })
  })
}

/** Reads only these resources of a stack again. The engine calls no provider method that writes. */
export function refreshStack(
  stack: Stack,
  { message, only = [], prepare }: UpdateOptions,
): Promise<EngineRun> {
  return run(stack, async (onEvent) => {
    await prepare()
    const { refresh: _, ...options } = common(onEvent)
    return stack.refresh({ ...options, target: [...only], message })
  })
}

function common(onEvent: (event: EngineEvent) => void) {
  return { refresh: true, onEvent, parallel: PARALLEL, color: 'never' as const, suppressProgress: true }
}

async function run(
  stack: Stack,
  start: (onEvent: (event: EngineEvent) => void) => Promise<unknown>,
): Promise<EngineRun> {
  const cleared: Finding[] = []
  for (;;) {
    const events: EngineEvent[] = []
    try {
      await start((event) => events.push(event))
      return { steps: stepsOf(events), findings: cleared, refusals: [], ok: true }
    } catch (error) {
      const lock = lockIn(String(error))
      if (lock !== undefined && cleared.length === 0) {
        const dead = await clearDeadLocks(stack.name, stack.workspace.envVars['PULUMI_BACKEND_URL'] ?? '')
        cleared.push(...dead.map(({ pid }) => finding('STATE_LOCK_CLEARED', { stack: stack.name, pid })))
        if (dead.length > 0) continue
      }
      const refusals = refusalsOf(events).map((message) =>
        finding('POLICY_REFUSED', { stack: stack.name, message }),
      )
      const failure = engineFailure(stack.name, error, events)
      const findings = refusals.length > 0 ? cleared : [...cleared, failure]
      return { steps: stepsOf(events), findings, refusals, ok: false }
    }
  }
}

/** The engine's failure as one finding. It holds only the engine's first error; the others follow from it. */
export function engineFailure(stack: string, error: unknown, events: readonly EngineEvent[] = []): Finding {
  const lock = lockIn(String(error))
  if (lock !== undefined) return lockedBy(stack, lock)
  if (error instanceof Error && error.name === 'ConcurrentUpdateError')
    return finding('STATE_LOCKED', { stack, holder: 'another run', since: 'now' })
  if (error instanceof NoRunFolder)
    return finding('RUN_FOLDER_UNWRITABLE', { stack, folder: error.folder, message: error.message })
  if (error instanceof StateCut) return finding('STATE_CUT', { stack, file: error.file })
  const silent = silentFinding(error)
  if (silent !== undefined) return silent
  const text = String(error)
  if (/incorrect passphrase/i.test(text)) return finding('STATE_PASSPHRASE', { stack })
  const message = engineReason(text, events)
  return finding(/PULUMI_ACCESS_TOKEN/.test(message) ? 'STATE_LOGIN' : 'ENGINE_FAILED', { stack, message })
}

/** The finding for an engine call that was ended because it showed no progress; undefined for another error. */
export function silentFinding(error: unknown): Finding | undefined {
  if (!(error instanceof EngineSilent)) return undefined
  const { call, seconds } = error
  return finding('ENGINE_SILENT', { call, seconds, longer: seconds * 2 })
}

/** The engine's first error, from its events or else from the text of its failure. */
export function engineReason(text: string, events: readonly EngineEvent[] = []): string {
  const first = errorsOf(events)[0] ?? /error: (.+)/.exec(text)?.[1] ?? 'no reason was given'
  return withoutTokens(first.split('\n')[0] ?? first)
}
