import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { faultsSchema } from '../../../provider/emulator/faults.ts'
import { handSchema } from '../../../provider/emulator/hands.ts'
import { parseEstateFile } from '../../../provider/emulator/estate/generated.ts'
import { parseEstate } from '../../../provider/emulator/index.ts'

const text = readFileSync(new URL('../../../docs/estate.md', import.meta.url), 'utf8')
const [estate, generated, hand, faults] = [...text.matchAll(/^```\w+\n(.*?)^```/gms)].map((match): unknown =>
  parse(match[1] ?? ''),
)

describe('docs/estate.md', () => {
  test('shows an estate, a deed and faults that are taken', () => {
    expect(parseEstate(estate)).toHaveProperty('estate')
    expect(handSchema.safeParse(hand).success).toBe(true)
    expect(faultsSchema.safeParse(faults).success).toBe(true)
  })

  test('shows counts that make a large estate', () => {
    const parsed = parseEstateFile(generated)
    if (!('estate' in parsed)) throw new Error(JSON.stringify(parsed.problems))
    const { businesses, assets } = parsed.estate
    const people = businesses[0]?.people.map(({ id }) => id) ?? []
    const assigned = assets.flatMap(({ assignments }) =>
      assignments.filter(({ user }) => people.includes(user)),
    )
    expect([businesses.length, assets.length, people.length]).toEqual([201, 1600, 100])
    expect(Math.abs(assigned.length - 7000)).toBeLessThan(150)
    expect(parsed.estate.tokens.map(({ name }) => name)).toContain('client-200')
  })

  test.each([
    [{ generate: {} }, 'generate.clients'],
    [{ generate: { clients: 1, assets_per_client: 1, people_per_asset: 1, people: 0 } }, 'generate.people'],
    [{ estate: 1, generate: { clients: 1, assets_per_client: 1, people_per_asset: 1, people: 1 } }, ''],
  ])('names what is wrong with the counts %j', (value, path) => {
    const parsed = parseEstateFile(value)
    expect('problems' in parsed && parsed.problems.map((one) => one.path)).toContain(path)
  })

  test.each(handSchema.options.map((option) => option.shape.do.value))('names the deed %s', (name) => {
    expect(text).toContain(`\`${name}\``)
  })
})
