import { ConcurrentUpdateError, type EngineEvent, type Stack } from '@pulumi/pulumi/automation/index.js'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { withoutTokens } from '../findings/without-tokens.ts'
import { isDead, lockedBy, lockIn } from './lock.ts'
import { errorsOf, refusalsOf, stepsOf, type EngineStep } from './steps.ts'

/** Resources that the engine works on at once: Meta's budget is per hour, so more would only be throttled sooner. */
const PARALLEL = 8

export type EngineRun = {
  readonly steps: readonly EngineStep[]
  readonly findings: readonly Finding[]
  /** What the policy pack refused; then the run is not ok either. */
  readonly refusals: readonly Finding[]
  readonly ok: boolean
}

/** What the engine would do. It calls no provider method that writes, and the providers read the run's inventory. */
export function previewStack(stack: Stack, policyPacks: readonly string[]): Promise<EngineRun> {
  return run(stack, (onEvent) => stack.preview({ ...common(onEvent), policyPacks: [...policyPacks] }))
}

/** What an update is to be. */
export type UpdateOptions = {
  /** For the history of the stack. */
  readonly message: string
  /** URNs of the only resources that may be touched; all of the stack without it. */
  readonly only?: readonly string[]
}

/** Does it. One resource that fails stops no other. */
export function updateStack(
  stack: Stack,
  policyPacks: readonly string[],
  { message, only }: UpdateOptions,
): Promise<EngineRun> {
  const target = only === undefined ? {} : { target: [...only] }
  return run(stack, (onEvent) =>
    stack.up({
      ...common(onEvent),
      ...target,
      message,
      continueOnError: true,
      policyPacks: [...policyPacks],
    }),
  )
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
      if (lock !== undefined && cleared.length === 0 && isDead(lock)) {
        await stack.cancel()
        cleared.push(finding('STATE_LOCK_CLEARED', { stack: stack.name, pid: lock.pid }))
        continue
      }
      const refusals = refusalsOf(events).map((message) =>
        finding('POLICY_REFUSED', { stack: stack.name, message }),
      )
      const failure =
        lock === undefined ? engineFailure(stack.name, error, events) : lockedBy(stack.name, lock)
      const findings = refusals.length > 0 ? cleared : [...cleared, failure]
      return { steps: stepsOf(events), findings, refusals, ok: false }
    }
  }
}

/** What the engine could not do, in one line: its own first error, for the rest is about that one. */
export function engineFailure(stack: string, error: unknown, events: readonly EngineEvent[] = []): Finding {
  if (error instanceof ConcurrentUpdateError)
    return finding('STATE_LOCKED', { stack, holder: 'another run', since: 'now' })
  const text = String(error)
  if (/incorrect passphrase/i.test(text)) return finding('STATE_PASSPHRASE', { stack })
  const message = engineReason(text, events)
  return finding(/PULUMI_ACCESS_TOKEN/.test(message) ? 'STATE_LOGIN' : 'ENGINE_FAILED', { stack, message })
}

/** The engine's own first error, by its events or else by the text of its failure. */
export function engineReason(text: string, events: readonly EngineEvent[] = []): string {
  const first = errorsOf(events)[0] ?? /error: (.+)/.exec(text)?.[1] ?? 'no reason was given'
  return withoutTokens(first.split('\n')[0] ?? first)
}
