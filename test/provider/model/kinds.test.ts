import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { ASSET_KINDS, factsOf, oneOfKind } from '../../../provider/model/kinds.ts'

const ALL = ASSET_KINDS.map(factsOf)

describe('the facts of each kind', () => {
  it.each(['key', 'list', 'listTitle', 'title', 'plural', 'resourceType'] as const)(
    'have a %s of their own',
    (name) => {
      const values = ALL.map((facts) => facts[name])
      expect(new Set(values).size).toBe(values.length)
    },
  )

  it.each(ASSET_KINDS)('of %s list their tasks once and sorted', (kind) => {
    const { tasks } = factsOf(kind)
    expect(tasks).toEqual([...new Set(tasks)].toSorted())
  })

  it.each(ASSET_KINDS)(
    'of %s count tasks that only view among its tasks, and all of the level analyst',
    (kind) => {
      const { tasks, viewing, levels } = factsOf(kind)
      expect(tasks).toEqual(expect.arrayContaining([...viewing]))
      expect(viewing).toEqual(expect.arrayContaining([...(levels['analyst'] ?? [])]))
    },
  )

  it.each(ASSET_KINDS)('of %s link it with a kind that people read before it', (kind) => {
    const to = factsOf(kind).link?.to ?? ASSET_KINDS[0]
    expect(ASSET_KINDS.indexOf(to as (typeof ASSET_KINDS)[number])).toBeLessThanOrEqual(
      ASSET_KINDS.indexOf(kind),
    )
  })
})

it('keeps the resource types that states in use hold', () => {
  expect(Object.fromEntries(ALL.map(({ key, resourceType }) => [key, resourceType]))).toMatchObject({
    ad_account: 'AdAccountAccess',
    pixel: 'PixelAccess',
    page: 'PageAccess',
    instagram: 'InstagramAccess',
    catalog: 'CatalogAccess',
    whatsapp: 'WhatsAppAccess',
  })
})

it('begins to speak of one with its article', () => {
  expect(ASSET_KINDS.map(oneOfKind)).toEqual([
    'an ad account',
    'a pixel',
    'a Page',
    'an Instagram account',
    'a catalog',
    'a WhatsApp Business account',
  ])
})

test('the name of a kind stands in its own files, and where the policy names some, alone', () => {
  const name = new RegExp(`'(${ASSET_KINDS.join('|')})'`)
  const root = new URL('../../../', import.meta.url)
  const files = globSync(['provider/**/*.ts', 'policies/**/*.ts'], { cwd: root }).filter(
    // The emulator has a test of its own.
    (file) => !file.startsWith('provider/emulator/') && !/\/kinds\/[^/]+\.ts$/.test(file),
  )
  expect(files.length).toBeGreaterThan(300)
  const named = files.filter((file) => name.test(readFileSync(new URL(file, root), 'utf8')))
  // The default shared mailboxes ("instagram@"), and what the naming convention speaks of.
  expect(named.toSorted()).toEqual(['provider/model/policy-defaults.ts', 'provider/model/written/policy.ts'])
})
