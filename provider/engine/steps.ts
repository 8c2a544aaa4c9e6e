import type { EngineEvent } from '@pulumi/pulumi/automation/index.js'

/** The engine's operation on one of our resources; `same` means none. */
export type EngineStep = {
  readonly op: string
  /** The resource's name: an asset's id, an e-mail, a system user's name. */
  readonly name: string
  readonly old: Readonly<Record<string, unknown>> | undefined
  readonly new: Readonly<Record<string, unknown>> | undefined
}

const OUR_TYPES = /^pulumi-nodejs:dynamic\/metagrant:/

/**
 * The steps of a run from its events, one for each resource of ours. A refresh reports a resource twice; the program's
 * event comes last and counts. The values are the inputs, because they hold what the files ask for.
 */
export function stepsOf(events: readonly EngineEvent[]): EngineStep[] {
  const steps = new Map<string, EngineStep>()
  for (const { resourcePreEvent } of events) {
    const metadata = resourcePreEvent?.metadata
    if (metadata === undefined || !OUR_TYPES.test(metadata.type) || metadata.op === 'refresh') continue
    const name = metadata.urn.split('::').at(-1) ?? metadata.urn
    steps.set(metadata.urn, { op: metadata.op, name, old: metadata.old?.inputs, new: metadata.new?.inputs })
  }
  return [...steps.values()]
}

/** Refusals by the policy pack; each message names its place, its rule and the fix. */
export function refusalsOf(events: readonly EngineEvent[]): string[] {
  return events.flatMap(({ policyEvent }) => {
    if (policyEvent === undefined || policyEvent.enforcementLevel !== 'mandatory') return []
    const [text = ''] = policyEvent.message
      .replace(/<\{%[^%]*%\}>/g, '')
      .trim()
      .split('\n')
      .slice(-1)
    return [text]
  })
}

/** The engine's errors, without its headings and colours. */
export function errorsOf(events: readonly EngineEvent[]): string[] {
  return events.flatMap(({ diagnosticEvent }) => {
    if (diagnosticEvent === undefined || diagnosticEvent.severity !== 'error') return []
    const text = diagnosticEvent.message.replace(/<\{%[^%]*%\}>/g, '').trim()
    return text === '' ? [] : [text]
  })
}
