import { finding } from '../findings/catalogue.ts'
import type { Address, Finding } from '../findings/finding.ts'
import type { AssetKind } from '../model/kinds.ts'
import type { Held, Verb } from '../plan/change.ts'
import { heldFrom } from '../plan/held.ts'

/** Whom and what a finding is about, and who corrects it. */
export type About = {
  readonly who: string
  readonly asset: string
  readonly client: string
  readonly how: string
}

/** A plan's verb leads from what is there to what the files give, so access that it would raise is below. */
const CODE = {
  grant: 'SCAN_MISSING',
  raise: 'SCAN_LEVEL_BELOW',
  lower: 'SCAN_LEVEL_ABOVE',
  change: 'SCAN_LEVEL_OTHER',
} as const satisfies Partial<Record<Verb, string>>

/** Access at another level than the files give, or no access where they give some. */
export function levelFinding(
  verb: keyof typeof CODE,
  { who, asset, client, how }: About,
  held: Held | undefined,
  wanted: Held,
  at: Address | undefined,
): Finding {
  if (verb === 'grant' || held === undefined)
    return finding('SCAN_MISSING', { who, asset, client, how, wanted: wanted.level }, at)
  return finding(CODE[verb], { who, asset, client, how, held: held.level, wanted: wanted.level }, at)
}

/** Tasks as a level in words; Instagram shows our side no tasks of a share. */
export function levelWords(kind: AssetKind, tasks: readonly string[] | undefined): string {
  return tasks === undefined || tasks.length === 0 ? 'an unknown level' : heldFrom(kind, tasks).level
}
