import { dayOf, type Moment } from '../model/moment.ts'
import type { PlainValue } from '../edit/edit.ts'
import { entryLines } from '../edit/emit.ts'
import { ASSET_KINDS, factsOf } from '../model/kinds.ts'
import type { Model, ServicePackage } from '../model/model.ts'
import { assetEntry, commonOf } from './assets.ts'
import { exceptionEntry } from './exceptions.ts'
import type { Imported } from './import-client.ts'

export type NewFile = {
  readonly model: Model
  readonly slug: string
  readonly business: string
  readonly service: ServicePackage
  readonly imported: Imported
  /** UTC, year-month-day. */
  readonly today: Moment
}

const SCHEMA = '# yaml-language-server: $schema=../schema/client.schema.json'

/** The text of a new client's file. */
export function newFileText({ model, slug, business, service, imported, today }: NewFile): string {
  const { assets, people } = imported
  const ids = new Set(assets.map(({ asset }) => asset.id))
  const common = commonOf(assets.map(({ asset }) => asset))
  const entries = assets.map(({ asset, level }) => ({
    kind: asset.kind,
    entry: assetEntry(asset, level, service, common, ids),
  }))
  const kinds = ASSET_KINDS.filter((kind) => entries.some((one) => one.kind === kind))
  const listed = kinds.map((kind): [string, PlainValue] => [
    factsOf(kind).list,
    entries.filter((one) => one.kind === kind).map(({ entry }) => entry),
  ])
  const team = [...model.functions.keys()].flatMap((name): [string, PlainValue][] => {
    const own = people.filter(({ fit }) => fit.function === name).flatMap(({ fit }) => fit.entries)
    return own.length === 0 ? [] : [[name, own]]
  })
  const exceptions = people.flatMap(({ principal, fit }) =>
    fit.above.map((one) => exceptionEntry(principal, one, model.policy.limits, today)),
  )
  const name = assets[0]?.asset.owner?.name ?? slug
  const head: [string, PlainValue][] = [
    ['version', 1],
    ['client', slug],
    ['name', name],
    ['business', business],
    ['package', service.name],
    ...(Object.keys(common).length === 0 ? [] : [['expect', { ...common }] as [string, PlainValue]]),
  ]
  const blocks = [
    [SCHEMA, `# Imported from Meta on ${dayOf(today)}.`, ...head.flatMap(lines)],
    lines(['assets', Object.fromEntries(listed)]),
    lines(['team', Object.fromEntries(team)]),
    ...(exceptions.length === 0 ? [] : [lines(['exceptions', exceptions])]),
  ]
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`
}

function lines([key, value]: readonly [string, PlainValue]): string[] {
  return entryLines(key, value, { column: 0, block: false })
}
