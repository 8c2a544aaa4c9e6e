import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * Writes `names.json` from a JSON extract of Meta's codegen spec (`nodes.<Name>.{apis,fields}` and `enums`, as in its
 * `api_specs/specs`): `node provider/emulator/spec/make-names.ts <extract.json>`. Only names are kept.
 */
const param = z.object({ name: z.string(), type: z.string() })
const api = z.object({
  method: z.enum(['GET', 'POST', 'DELETE']),
  /** Absent for the node itself. */
  endpoint: z.string().optional(),
  return: z.string().nullish(),
  params: z.array(param),
})
const extract = z.object({
  source: z.object({ spec_version: z.string(), repo_head: z.string() }),
  nodes: z.record(
    z.string(),
    z.object({ apis: z.array(api), fields: z.array(z.object({ name: z.string() })) }),
  ),
  enums: z.record(z.string(), z.object({ values: z.array(z.string()) })),
})

type Extract = z.output<typeof extract>

function namesOf({ nodes, enums }: Extract) {
  return Object.fromEntries(
    Object.entries(nodes).map(([node, { apis, fields }]) => [
      node,
      {
        fields: fields.map(({ name }) => name).join(' '),
        edges: Object.fromEntries(
          apis.map((one) => [
            `${one.method} ${one.endpoint ?? ''}`,
            `${one.return ?? '-'} ${paramsOf(one, enums)}`.trim(),
          ]),
        ),
      },
    ]),
  )
}

/** "business permitted_tasks=ADVERTISE|ANALYZE": each parameter, with its values where the spec lists them. */
function paramsOf({ params }: z.output<typeof api>, enums: Extract['enums']): string {
  return params
    .map(({ name, type }) => {
      const values = enums[/^(?:list<)?(\w+)>?$/.exec(type)?.[1] ?? '']?.values
      return values === undefined ? name : `${name}=${values.join('|')}`
    })
    .join(' ')
}

const [, , file = ''] = process.argv
const read = extract.parse(JSON.parse(readFileSync(file, 'utf8')))
const { spec_version: version, repo_head: commit } = read.source
const made = { version, commit: commit.slice(0, 7), nodes: namesOf(read) }
writeFileSync(new URL('names.json', import.meta.url), `${JSON.stringify(made, null, 2)}\n`)
