import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { jsonSchemas } from '../../../provider/model/json-schema.ts'
import { exampleFiles } from '../../support/scenario.ts'

const FOLDER = fileURLToPath(new URL('../../../access/schema/', import.meta.url))
const SCHEMAS = jsonSchemas()
const EXAMPLE = [
  ['access/agency.yaml', 'agency'],
  ['access/functions.yaml', 'functions'],
  ['access/packages.yaml', 'packages'],
  ['access/policy.yaml', 'policy'],
  ['access/clients/acme.yaml', 'client'],
  ['access/clients/bloom.yaml', 'client'],
  ['access/clients/corner.yaml', 'client'],
] as const

function textOf(path: string): string {
  return new TextDecoder().decode(exampleFiles().find((file) => file.path === path)?.bytes)
}

type Node = { readonly [key: string]: unknown }

describe('access/schema', () => {
  it.each(Object.entries(SCHEMAS))(
    '%s is what the types say (vitest -u writes it again)',
    async (name, text) => {
      await expect(text).toMatchFileSnapshot(`${FOLDER}${name}`)
    },
  )

  it('holds nothing else', () => {
    expect(readdirSync(FOLDER).toSorted()).toEqual(Object.keys(SCHEMAS).toSorted())
  })

  it.each(EXAMPLE)('accepts %s as an editor reads it', (path, name) => {
    expect(faultsIn(name, textOf(path))).toEqual([])
  })

  it.each(EXAMPLE)('is what %s points to', (path, name) => {
    const [first] = textOf(path).split('\n')
    expect(first).toBe(
      `# yaml-language-server: $schema=${name === 'client' ? '..' : '.'}/schema/${name}.schema.json`,
    )
  })

  it.each([
    ['ids without quotes', 'business: 900000000000001'],
    ['a name that is a number', 'name: 1984'],
    ['a name that is a boolean', 'name: true'],
    ['a version in quotes', 'version: "1"'],
  ])('accepts %s', (_name, line) => {
    expect(faultsIn('agency', agencyWith(line))).toEqual([])
  })

  it.each([
    ['an unknown key', 'budget: 1', []],
    ['letters in an id', 'business: abc', ['business']],
    ['another version', 'version: 2', ['version']],
    [
      'an unknown role',
      'people: [{ email: a@b.example, business_role: owner }]',
      ['people', 0, 'business_role'],
    ],
    ['a missing key', 'people: [{ name: Ana }]', ['people', 0, 'email']],
    ['text for a list', 'domains: b.example', ['domains']],
  ])('refuses %s', (_name, line, path) => {
    expect(faultsIn('agency', agencyWith(line))).toContainEqual(path)
  })

  it('has a title for every key that an editor completes', () => {
    const bare = Object.entries(SCHEMAS).flatMap(([name, text]) => untitled(JSON.parse(text) as Node, name))
    expect(bare).toEqual([])
  })

  it('keeps our own marks to itself', () => {
    for (const text of Object.values(SCHEMAS)) expect(text).not.toMatch(/"(metagrant|kind|wanted)":/)
  })
})

/** The paths at which the JSON Schema refuses the text, read as editors do: with numbers and booleans. */
function faultsIn(name: string, text: string): PropertyKey[][] {
  const schema = z.fromJSONSchema(
    JSON.parse(SCHEMAS[`${name}.schema.json`] ?? 'false') as z.core.JSONSchema.JSONSchema,
  )
  return schema.safeParse(parse(text)).error?.issues.map(({ path }) => path) ?? []
}

function agencyWith(line: string): string {
  const [key] = line.split(':')
  const lines = ['version: 1', 'name: Northlight', 'business: "1"', 'domains: [b.example]', 'people: []']
  return [...lines.filter((one) => !one.startsWith(`${key}:`)), line].join('\n')
}

function untitled(node: Node, path: string): string[] {
  const properties = (node['properties'] ?? {}) as Record<string, Node>
  const bare = Object.entries(properties).flatMap(([key, one]) =>
    one['title'] === undefined ? [`${path}.${key}`] : [],
  )
  const inside = Object.entries(node).filter(
    (entry): entry is [string, Node] => typeof entry[1] === 'object' && entry[1] !== null,
  )
  return [...bare, ...inside.flatMap(([key, one]) => untitled(one, `${path}.${key}`))]
}
