import type { Address } from '../findings/finding.ts'
import { counted } from '../findings/phrases.ts'
import type { ManagedAsset } from './change.ts'
import { titleOf } from './titles.ts'

/**
 * An asset whose access stays as it is while another client's file lists it: its record goes from the state of one stack
 * to that of another, and nothing of it is written at Meta.
 */
export type Move = {
  readonly asset: ManagedAsset
  /** The stack whose state holds it, and the client whose file lists it. */
  readonly from: string
  readonly to: string
  /** The new stack holds it, too: an apply ended before the old one gave it up. */
  readonly arrived: boolean
  /** The line that lists it. */
  readonly at: Address | undefined
}

/** What a reviewer approves of a move. One that arrived was approved before. */
export function movesToApprove(stack: string, moves: readonly Move[]): Move[] {
  return moves.filter(({ to, arrived }) => to === stack && !arrived)
}

/** The move of one asset as the plan of `stack` shows it. */
export function moveWords(stack: string, { asset, from, to, arrived }: Move): string {
  const way = to === stack ? `comes from ${from}` : `goes to ${to}`
  return `${titleOf(asset)} ${way}${arrived ? ', where only the old record is left to end' : ''}`
}

/** All moves of a plan, one line for each other client. */
export function movesInWords(moves: readonly Move[]): string[] {
  const groups = Map.groupBy(moves, ({ from, to }) => `${from}\n${to}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { from, to } = first
    const verb = group.length === 1 ? 'moves' : 'move'
    return [`${counted(group.length, 'asset')} ${verb} from ${from} to ${to}: nothing changes at Meta`]
  })
}

/** How many assets the plans receive; empty for none. */
export function movesCounted(plans: readonly { readonly stack: string; readonly moves: readonly Move[] }[]) {
  const received = plans.flatMap(({ stack, moves }) => moves.filter(({ to }) => to === stack))
  return received.length === 0 ? '' : `; ${counted(received.length, 'move')} between clients`
}
