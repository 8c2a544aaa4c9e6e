import type { Finding } from '../findings/finding.ts'
import type { DesiredClient, DesiredPerson } from '../model/desired.ts'
import type { AssetKind } from '../model/kinds.ts'
import type { Client, Principal } from '../model/model.ts'
import { compareText } from '../model/order.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import { clientUnknown } from './wiring/client-unknown.ts'
import type { RunContext } from './wiring/context.ts'
import { select } from './wiring/select.ts'

/** A level of somebody on a kind of asset, with the number of assets on which they have it. */
export type LevelHeld = { readonly kind: AssetKind; readonly level: string; readonly assets: number }

/** What the files give one principal at a client. */
export type PersonListed = {
  readonly who: Principal
  /** Their functions in the team; empty when they have access only by exception. */
  readonly functions: readonly string[]
  /** The tickets of exceptions that raise them; sorted. */
  readonly exceptions: readonly string[]
  /** By kind, then in the order of the assets; never empty. */
  readonly access: readonly LevelHeld[]
}

export type PeopleRun = {
  readonly clients: readonly { readonly client: string; readonly people: readonly PersonListed[] }[]
  /** Warnings of the files concerned. */
  readonly findings: readonly Finding[]
}

/**
 * Who has access to the assets of the named clients, or of all, by the files at this moment. A member of the team
 * without a level on any asset is left out. Offline; writes nothing.
 */
export async function peopleRun(
  context: RunContext,
  names: readonly string[],
): Promise<PeopleRun | { readonly errors: readonly Finding[] }> {
  const selection = await select({ names, all: names.length === 0 }, context)
  if (!('model' in selection)) return { errors: selection }
  const { model, clients, slugs, findings } = selection
  if (names.includes(AGENCY_STACK)) return { errors: [clientUnknown(AGENCY_STACK, slugs)] }
  const team = new Map(model.clients.map((client) => [client.slug, client.team]))
  return {
    clients: clients.map((desired) => ({
      client: desired.slug,
      people: peopleOf(desired, team.get(desired.slug) ?? []),
    })),
    findings,
  }
}

function peopleOf({ assets }: DesiredClient, team: Client['team']): PersonListed[] {
  const held = assets.flatMap(({ kind, people }) => people.map((person) => ({ kind, ...person })))
  return [...Map.groupBy(held, ({ principal }) => principal)]
    .map(([who, own]) => ({
      who,
      functions: unique(team.filter(({ principal }) => principal === who).map((one) => one.function)),
      exceptions: unique(own.flatMap(ticketsOf)).toSorted(compareText),
      access: levelsOf(own),
    }))
    .sort((a, b) => compareText(a.who, b.who))
}

function ticketsOf({ because }: DesiredPerson): string[] {
  return because.flatMap((reason) => ('ticket' in reason ? [reason.ticket] : []))
}

function levelsOf(own: readonly { readonly kind: AssetKind; readonly level: string }[]): LevelHeld[] {
  const groups = Map.groupBy(own, ({ kind, level }) => `${kind} ${level}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [{ kind: first.kind, level: first.level, assets: group.length }]
  })
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)]
}
