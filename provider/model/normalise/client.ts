import { ASSET_KINDS, factsOf, type AssetKind } from '../kinds.ts'
import type { Level } from '../levels.ts'
import type { Asset, Client, Expected, Member, ServicePackage } from '../model.ts'
import { locate, type YamlSource } from '../read/source.ts'
import type { WrittenAsset } from '../written/assets.ts'
import type { WrittenClient, WrittenMember } from '../written/client.ts'
import { chosenLevels } from './levels.ts'
import { placed } from './placed.ts'

/** Normalises a client's file: all assets in one list, each with the level to ask of the client. */
export function normaliseClient(
  source: YamlSource,
  written: WrittenClient,
  service: ServicePackage | undefined,
): Client {
  const share = written.flow === 'partner' ? undefined : written.flow.direct_share
  return {
    slug: written.client,
    name: written.name,
    business: written.business,
    alsoBusinesses: written.also_businesses,
    package: written.package,
    directShare: share && { ...share, ...placed(source, ['flow', 'direct_share']) },
    clientSide: written.client_side,
    billing: written.billing && { owner: written.billing.owner, contact: written.billing.contact },
    assets: ASSET_KINDS.flatMap((kind) => assetsOf(source, written, kind, service)),
    managedKinds: ASSET_KINDS.filter((kind) => listOf(written, kind) !== undefined),
    functions: Object.keys(written.team).map((name) => ({ name, at: locate(source, ['team'], name) })),
    team: Object.entries(written.team).flatMap(([name, members]) =>
      members.map((member, index) => memberOf(source, name, member, index)),
    ),
    exceptions: written.exceptions.map(({ who, level, ...rest }, index) => ({
      ...rest,
      principal: who,
      level: level as Level,
      ...placed(source, ['exceptions', index]),
    })),
    policyExceptions: written.policy_exceptions.map(({ who, asset, ...rest }, index) => ({
      ...rest,
      asset,
      principal: who,
      ...placed(source, ['policy_exceptions', index]),
    })),
    preflight: {
      twoFactor: written.preflight.two_factor,
      paymentMethod: written.preflight.payment_method,
      agreement: written.preflight.agreement,
      ...placed(source, ['preflight']),
    },
    naming: {
      campaign: written.naming.campaign,
      partnerLabel: written.naming.partner_label,
      ...placed(source, ['naming']),
    },
    lastReview: written.last_review,
    owner: written.owner,
    repair: written.repair,
    offboarded: written.offboarded && { ...written.offboarded, ...placed(source, ['offboarded']) },
    unmanaged: written.unmanaged,
    file: source.path,
    at: placed(source, ['client']).at,
    places: placed(source, [], 1).places,
  }
}

function listOf({ assets }: WrittenClient, kind: AssetKind): readonly WrittenAsset[] | undefined {
  return assets[factsOf(kind).list as keyof typeof assets]
}

function assetsOf(
  source: YamlSource,
  written: WrittenClient,
  kind: AssetKind,
  service: ServicePackage | undefined,
): Asset[] {
  const { list, link, spends } = factsOf(kind)
  return (listOf(written, kind) ?? []).map((asset, index) => ({
    kind,
    id: asset.id,
    name: asset.name,
    owner: asset.owner,
    partner: asset.partner ?? service?.levels[kind],
    expected: spends ? expectedOf(written, asset) : {},
    links: link === undefined ? [] : idsIn(asset[link.key as keyof WrittenAsset]),
    ...placed(source, ['assets', list, index]),
  }))
}

/** One id, a list of them, or none. */
function idsIn(value: string | readonly string[] | undefined): string[] {
  return value === undefined ? [] : [value].flat()
}

function expectedOf(written: WrittenClient, asset: WrittenAsset): Expected {
  const currency = asset.currency ?? written.expect.currency
  const timezone = asset.timezone ?? written.expect.timezone
  const spendCap = asset.spend_cap ?? written.expect.spend_cap
  return {
    ...(currency === undefined ? {} : { currency }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(spendCap === undefined ? {} : { spendCap }),
  }
}

function memberOf(source: YamlSource, name: string, member: WrittenMember, index: number): Member {
  const place = placed(source, ['team', name, index])
  if (typeof member === 'string')
    return { principal: member, function: name, only: undefined, levels: {}, ...place }
  const principal = 'person' in member ? member.person : member.system_user
  return {
    principal,
    function: name,
    only: member.assets,
    levels: chosenLevels(member.levels ?? {}),
    ...place,
  }
}
