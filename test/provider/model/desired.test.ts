import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../support/cases.ts'
import { buildModel } from '../../../provider/model/build.ts'
import { desiredAccess, type DesiredClient } from '../../../provider/model/desired.ts'
import { tasksOf, type Level } from '../../../provider/model/levels.ts'
import type { RawFile } from '../../../provider/model/read/source.ts'
import { filesOf, given, reordered, type Given } from '../../support/arbitrary-access.ts'
import { exampleFiles, fileOf, TODAY } from '../../support/scenario.ts'
import { withoutPlaces } from '../../support/without-places.ts'

const ANA = 'ana@northlight.example'

describe('desiredAccess', () => {
  it('gives each person exactly the tasks of all that speaks for them', () => {
    fc.assert(
      fc.property(given, (one) => {
        for (const asset of desired(filesOf(one)).assets) {
          const actual = Object.fromEntries(asset.people.map(({ principal, tasks }) => [principal, tasks]))
          expect(actual).toEqual(expectedTasks(one, asset.id))
        }
      }),
      { numRuns: cases(100) },
    )
  })

  it('does not depend on the order of people, functions, assets and exceptions in the files', () => {
    const two = given.chain((one) => fc.tuple(fc.constant(one), reordered(one)))
    fc.assert(
      fc.property(two, ([one, other]) => {
        expect(withoutPlaces(desired(filesOf(other)))).toEqual(withoutPlaces(desired(filesOf(one))))
      }),
      { numRuns: cases(100) },
    )
  })

  it('gives nothing for an exception past its end, and all of it on the last day', () => {
    fc.assert(
      fc.property(given, (one) => {
        const reasons = desired(filesOf(one)).assets.flatMap(({ people }) =>
          people.flatMap(({ because }) => because),
        )
        const ends = reasons.flatMap((reason) => ('until' in reason ? [reason.until] : []))
        expect(ends.filter((until) => until < TODAY)).toEqual([])
      }),
      { numRuns: cases(100) },
    )
  })

  it('names only reasons that give one of the tasks', () => {
    fc.assert(
      fc.property(given, (one) => {
        for (const { people } of desired(filesOf(one)).assets) {
          for (const { because, tasks, at } of people) {
            expect(because.length).toBeGreaterThan(0)
            expect(new Set(because.map((reason) => JSON.stringify(reason))).size).toBe(because.length)
            expect(tasks.length).toBeGreaterThan(0)
            expect(at?.file).toBe('access/clients/acme.yaml')
          }
        }
      }),
      { numRuns: cases(100) },
    )
  })

  it.each([
    ['2026-12-30', 'admin'],
    ['2026-12-31', 'admin'],
    ['2027-01-01', 'advertiser'],
  ])('on %s, an exception until 2026-12-31 leaves %s', (today, level) => {
    const exception = `exceptions:\n  - { who: ${ANA}, asset: act_1101, level: admin, reason: x, ticket: y, until: 2026-12-31 }\n`
    const files = withBloom((text) => text.replace('ES | EUR }', 'ES | EUR, partner: admin }') + exception)
    expect(levelOf(desired(files, 'bloom', today), 'act_1101', ANA)).toBe(level)
  })

  it.each([
    ['2026-12-31T15:59Z', 'admin'],
    ['2026-12-31T16:00Z', 'advertiser'],
    ['2027-01-01T00:00Z', 'advertiser'],
  ])('at %s, an exception until the minute 2026-12-31T16:00Z leaves %s', (now, level) => {
    const exception = `exceptions:\n  - { who: ${ANA}, asset: act_1101, level: admin, reason: x, ticket: y, until: 2026-12-31T16:00Z }\n`
    const files = withBloom((text) => text.replace('ES | EUR }', 'ES | EUR, partner: admin }') + exception)
    expect(levelOf(desired(files, 'bloom', now), 'act_1101', ANA)).toBe(level)
  })

  it.each([
    ['2026-12-15', 'advertiser'],
    ['2026-12-16', undefined],
  ])('on %s, a direct share until 2026-12-15 leaves %s', (today, level) => {
    const corner = desired(exampleFiles(), 'corner', today)
    expect(levelOf(corner, 'act_1201', ANA)).toBe(level)
    expect(corner.assets).toMatchObject([{ share: { by: 'direct' } }])
  })

  it('joins two levels that do not cover each other', () => {
    const exception = `exceptions:\n  - { who: ${ANA}, asset: "3101", level: uploader, reason: x, ticket: y, until: 2026-12-31 }\n`
    const files = withBloom((text) => text.replace('Shop,', 'Shop, partner: admin,') + exception)
    const people = desired(files, 'bloom').assets.find(({ id }) => id === '3101')?.people
    expect(people?.find(({ principal }) => principal === ANA)).toMatchObject({
      level: 'advertiser + uploader',
      tasks: ['ADVERTISE', 'ANALYZE', 'UPLOAD'],
      because: [{ function: 'media-buyer' }, { exception: 'x', ticket: 'y', until: '2026-12-31' }],
    })
  })

  it.each([
    ['none', undefined],
    ['analyst', 'analyst'],
    ['advertiser', 'advertiser'],
  ])('takes the level %s chosen for a member instead of the function’s', (chosen, level) => {
    const files = withBloom((text) =>
      text.replace(`[${ANA}]`, `[{ person: ${ANA}, levels: { pixel: ${chosen} } }]`),
    )
    expect(levelOf(desired(files, 'bloom'), '3101', ANA)).toBe(level)
    expect(levelOf(desired(files, 'bloom'), 'act_1101', ANA)).toBe('advertiser')
  })

  it('narrows a member to the assets named', () => {
    const files = withBloom((text) => text.replace(`[${ANA}]`, `[{ person: ${ANA}, assets: [act_1101] }]`))
    const bloom = desired(files, 'bloom')
    expect(bloom.assets.map(({ id }) => [id, levelOf(bloom, id, ANA)])).toEqual([
      ['act_1101', 'advertiser'],
      ['3101', undefined],
      ['2101', undefined],
    ])
  })
})

describe('a model', () => {
  it('is the same however its YAML is written', () => {
    fc.assert(
      fc.property(given, (one) => {
        const [block, flow] = [
          buildModel(filesOf(one, 'block'), TODAY),
          buildModel(filesOf(one, 'flow'), TODAY),
        ]
        expect(block.findings.filter(({ severity }) => severity === 'error')).toEqual([])
        expect(withoutPlaces(flow.model)).toEqual(withoutPlaces(block.model))
      }),
      { numRuns: cases(100) },
    )
  })
})

function desired(files: readonly RawFile[], slug = 'acme', today = TODAY): DesiredClient {
  const { model, findings } = buildModel(files, today)
  const client = model?.clients.find((one) => one.slug === slug)
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  if (model === undefined || client === undefined) throw new Error(`Cannot find "${slug}" in the files`)
  return desiredAccess(model, client, today)
}

/** The tasks per person on an asset, reckoned from what was given and not from the model. */
function expectedTasks({ functions, team, exceptions, assets }: Given, id: string): Record<string, string[]> {
  const kind = assets.find((one) => one.id === id)?.kind ?? 'page'
  const byFunction = Object.entries(team).flatMap(([name, members]) =>
    members
      .filter((member) => member.assets?.includes(id) ?? true)
      .map(({ person }) => [person, functions[name]?.[kind]] as const),
  )
  const byException = exceptions
    .filter(({ asset, until }) => asset === id && until >= TODAY)
    .map(({ who, level }) => [who, level] as const)
  const held = [...byFunction, ...byException].filter(
    (one): one is readonly [string, Level] => one[1] !== undefined,
  )
  const people = Map.groupBy(held, ([person]) => person)
  return Object.fromEntries(
    [...people].map(([person, own]) => [
      person,
      [...new Set(own.flatMap(([, level]) => tasksOf(kind, level)))].toSorted(),
    ]),
  )
}

function levelOf(client: DesiredClient, asset: string, person: string): string | undefined {
  const people = client.assets.find(({ id }) => id === asset)?.people
  return people?.find(({ principal }) => principal === person)?.level
}

function withBloom(change: (text: string) => string): RawFile[] {
  const path = 'access/clients/bloom.yaml'
  const files = exampleFiles()
  const text = new TextDecoder().decode(files.find((file) => file.path === path)?.bytes)
  expect(change(text)).not.toBe(text)
  return [...files.filter((file) => file.path !== path), fileOf(path, change(text))]
}
