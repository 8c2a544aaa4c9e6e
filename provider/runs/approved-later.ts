import { isDeepStrictEqual } from 'node:util'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { DesiredAsset, DesiredClient } from '../model/desired.ts'
import type { Principal } from '../model/model.ts'
import { titleOf } from '../plan/titles.ts'
import { inputsOf, type AssetState } from '../resources/inputs.ts'
import { laterIn } from '../resources/wishes.ts'

/** Access at one client that was approved to be given later. */
export type ApprovedLater = {
  readonly client: DesiredClient
  /** Asset -> whose access, for what the files still ask for as it was approved. */
  readonly people: ReadonlyMap<string, readonly Principal[]>
  /** What the files ask for differently now: nobody approved that for later. */
  readonly givenUp: readonly Finding[]
}

/** Compares what was approved for later with what the files ask for now. Pure. */
export function approvedLater(client: DesiredClient, kept: readonly AssetState[]): ApprovedLater {
  const people = new Map<string, readonly Principal[]>()
  const givenUp: Finding[] = []
  for (const state of kept) {
    const asset = client.assets.find(({ id, kind }) => id === state.asset && kind === state.kind)
    const same = laterIn(state).filter(
      (who) => asset !== undefined && isAsApproved(client, asset, state, who),
    )
    if (same.length > 0) people.set(state.asset, same)
    for (const who of laterIn(state))
      if (!same.includes(who)) givenUp.push(changed(client, state, asset, who))
  }
  return { client, people, givenUp }
}

function isAsApproved(
  client: DesiredClient,
  asset: DesiredAsset,
  state: AssetState,
  who: Principal,
): boolean {
  const now = inputsOf(client, asset)
  const wanted = now.people[who]?.tasks
  return (
    wanted !== undefined &&
    isDeepStrictEqual(wanted, state.people[who]?.tasks) &&
    isDeepStrictEqual([now.route, now.partner?.tasks], [state.route, state.partner?.tasks])
  )
}

function changed(
  { slug: client }: DesiredClient,
  { kind, asset: id, name }: AssetState,
  asset: DesiredAsset | undefined,
  who: Principal,
): Finding {
  const at = asset?.people.find(({ principal }) => principal === who)?.at ?? asset?.at
  return finding('LATER_GIVEN_UP', { who, asset: titleOf(asset ?? { kind, id, name }), client }, at)
}
