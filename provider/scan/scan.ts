import type { Finding } from '../findings/finding.ts'
import type { Agreements } from '../inventory/ours/agreements.ts'
import type { ClientView } from '../inventory/client/client-view.ts'
import { observedOf, type Inventory } from '../inventory/inventory.ts'
import type { Unlisted } from '../inventory/ours/unlisted.ts'
import type { DesiredClient } from '../model/desired.ts'
import { listedKinds } from '../model/listed-kinds.ts'
import type { Model } from '../model/model.ts'
import { AGENCY_STACK } from '../model/stacks.ts'
import { agreementFindings, otherAgreementFindings } from './agreements.ts'
import { assetFindings } from './access.ts'
import { addressFindings } from './addresses.ts'
import { businessFindings } from './business-name.ts'
import { clientViewFindings } from './client-view.ts'
import { factFindings } from './facts.ts'
import { lookAt } from './looked-at.ts'
import { upgradeFindings } from '../graph/upgrade-finding.ts'
import { namedIn, peopleFindings } from './people.ts'
import { safeguardFindings } from './safeguards.ts'
import { tokenFindings, type SeenToken } from './tokens.ts'
import { unlistedFindings } from './unlisted.ts'
import { memberFindings } from './waiting.ts'

/** All that one scan has read, and the files that it is compared with. */
export type SeenEstate = {
  readonly model: Model
  readonly clients: readonly DesiredClient[]
  /** Whether our own Business is scanned, too. */
  readonly agency: boolean
  readonly inventory: Inventory
  /** By slug: only of clients whose own token could be used. */
  readonly clientViews: ReadonlyMap<string, ClientView>
  /** Absent when only some clients are asked for. */
  readonly unlisted: Unlisted | undefined
  readonly agreements: Agreements
  readonly tokens: readonly SeenToken[]
}

/** The findings of one part of the estate: a client by slug, "agency", or undefined for what belongs to neither. */
export type Part = { readonly name: string; readonly findings: readonly Finding[] }

/** Compares the estate with the files. Pure: what was read goes in, findings come out, in the order of the files. */
export function scanEstate(seen: SeenEstate, now: Date): Part[] {
  const { model, inventory, unlisted, tokens, clients } = seen
  const managed = listedKinds(model.clients)
  const ofAgency = [
    ...upgradeFindings(inventory.versionWarning),
    ...ofTokens(AGENCY_STACK, tokens, now),
    ...addressFindings(model.agency, inventory.members),
    ...(seen.agency
      ? [...peopleFindings(model.agency, inventory, now), ...safeguardFindings(model.agency, inventory)]
      : []),
    ...(unlisted === undefined
      ? []
      : [
          ...unlistedFindings(unlisted, model.clients, managed, inventory.self, namedIn(model.agency)),
          ...otherAgreementFindings(seen.agreements),
        ]),
  ]
  return [
    { name: AGENCY_STACK, findings: ofAgency },
    ...clients.map((client) => ({ name: client.slug, findings: clientFindings(seen, client, now) })),
  ]
}

function ofTokens(stack: string, tokens: readonly SeenToken[], now: Date): Finding[] {
  return tokens.filter((token) => token.stack === stack).flatMap((token) => tokenFindings(token, now))
}

function clientFindings(
  { model, inventory, clientViews, agreements, tokens }: SeenEstate,
  client: DesiredClient,
  now: Date,
): Finding[] {
  const named = namedIn(model.agency)
  const looks = client.assets.map((asset) => lookAt(client, asset, inventory, named))
  const view = clientViews.get(client.slug)
  return [
    ...ofTokens(client.slug, tokens, now),
    ...businessFindings(client, model, inventory),
    ...looks.flatMap(assetFindings),
    ...model.clients
      .filter(({ slug }) => slug === client.slug && client.ends === undefined)
      .flatMap((one) => factFindings(one, ({ kind, id }) => observedOf(inventory, kind, id))),
    ...memberFindings(looks, now),
    // With the client's own token the asset that waits is known, and a finding of its own reports it.
    ...(view === undefined ? agreementFindings(agreements, client) : clientViewFindings(client, view, now)),
  ]
}
