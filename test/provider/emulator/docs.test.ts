import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { faultsSchema } from '../../../provider/emulator/faults.ts'
import { handSchema } from '../../../provider/emulator/hands.ts'
import { parseEstate } from '../../../provider/emulator/index.ts'

const text = readFileSync(new URL('../../../docs/estate.md', import.meta.url), 'utf8')
const [estate, hand, faults] = [...text.matchAll(/^```\w+\n(.*?)^```/gms)].map((match): unknown =>
  parse(match[1] ?? ''),
)

describe('docs/estate.md', () => {
  test('shows an estate, a deed and faults that are taken', () => {
    expect(parseEstate(estate)).toHaveProperty('estate')
    expect(handSchema.safeParse(hand).success).toBe(true)
    expect(faultsSchema.safeParse(faults).success).toBe(true)
  })

  test.each(handSchema.options.map((option) => option.shape.do.value))('names the deed %s', (name) => {
    expect(text).toContain(`\`${name}\``)
  })
})
