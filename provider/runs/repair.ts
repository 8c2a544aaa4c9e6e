import { isDeepStrictEqual } from 'node:util'
import { applyNarrowly, nothingAt, type NarrowlyApplied } from './apply-narrowly.ts'
import type { RunContext } from './wiring/context.ts'
import { withEngine } from './wiring/engine.ts'
import { select } from './wiring/select.ts'
import { keptInputs } from '../engine/kept-inputs.ts'
import { NOTHING_ANNOUNCED } from '../plan/guard/announced.ts'
import { inputsOf } from '../resources/inputs.ts'

/**
 * Undoes drift at one client. It changes only assets whose inputs in the files equal those last applied: there, a
 * difference was made by hand. A merged change that nobody applied yet waits for its own approval.
 */
export async function repair(context: RunContext, slug: string): Promise<NarrowlyApplied> {
  const nothing = nothingAt(slug)
  const selection = await select({ names: [slug], all: false }, context)
  if (!('model' in selection)) return { ...nothing, findings: selection }
  const [client] = selection.clients
  const engine = await withEngine(context)
  if ('code' in engine) return { ...nothing, findings: [engine] }
  const kept = await keptInputs(slug, engine)
  const applied = new Set(
    client?.assets
      .filter((asset) => isDeepStrictEqual(kept.get(asset.id), { ...inputsOf(client, asset) }))
      .map(({ id }) => id),
  )
  return applyNarrowly(context, slug, {
    isMeant: ({ asset }) => applied.has(asset.id),
    mayBeOn: (asset) => applied.has(asset),
    announced: NOTHING_ANNOUNCED,
    overrides: {},
  })
}
