import { coverage, fieldCoverage, type CoverageRow, type CoverageState } from './coverage.ts'
import { SPEC_VERSION } from './spec.ts'

/** docs/emulator.md: every edge of the spec and of the emulator, with where it stands. */
export function coverageReference(): string {
  const rows = coverage()
  const count = (state: CoverageState) => rows.filter((row) => row.state === state).length
  return [
    '# What the emulator serves',
    '',
    "_Written by `npx vitest run test/provider/emulator/coverage -u` from the emulator and from the names of Meta's spec_",
    `_(${SPEC_VERSION.version}, commit ${SPEC_VERSION.commit}), which \`provider/emulator/spec/make-names.ts\` takes from an extract of it._`,
    "_The extract has the nodes that metagrant has to do with, not all of Meta's._",
    '',
    'A call that is "not emulated" answers HTTP status 501 and code 99000501, and never an error of Meta\'s. A field that is not',
    'emulated is left out of the answer, and the header `x-emulator-not-emulated` names it; so it does with a parameter.',
    '',
    `Of ${rows.length} edges, ${count('in-spec')} are served and in the spec, ${count('marked')} are served and marked, and ${count('not-emulated')} are not emulated.`,
    '',
    '## Served, and not in the spec',
    '',
    ...rows.filter(({ state }) => state === 'marked').map((row) => `- ${nameOf(row)}: ${row.why ?? ''}`),
    "- Rows of `assigned_product_catalogs` have `tasks`: INFERENCE, as the page of Meta's does not list it (graph-api 1.5)",
    '',
    '## Edges by node',
    '',
    '| Node | Served and in the spec | Not emulated |',
    '| --- | --- | --- |',
    ...nodesOf(rows).map((node) => {
      const own = rows.filter((row) => row.node === node)
      return `| ${node} | ${listOf(own, 'in-spec')} | ${listOf(own, 'not-emulated')} |`
    }),
    '',
    '## Fields by node',
    '',
    '| Node | Served and in the spec | Served, not in the spec | Not emulated |',
    '| --- | --- | --- | --- |',
    ...fieldCoverage().map(
      ({ node, inSpec, marked, notEmulated }) =>
        `| ${node} | ${inSpec.length} | ${marked.map((name) => `\`${name}\``).join(', ')} | ${notEmulated.length} |`,
    ),
    '',
  ].join('\n')
}

function nodesOf(rows: readonly CoverageRow[]): string[] {
  return [...new Set(rows.filter(({ state }) => state !== 'marked').map(({ node }) => node))]
}

function nameOf({ method, node, edge }: CoverageRow): string {
  return `\`${method} ${edge === '' ? node : `${node}/${edge}`}\``
}

/** "agencies (GET, POST), itself (GET)" */
function listOf(rows: readonly CoverageRow[], state: CoverageState): string {
  const methods = new Map<string, string[]>()
  for (const row of rows.filter((one) => one.state === state))
    methods.set(row.edge, [...(methods.get(row.edge) ?? []), row.method])
  return [...methods]
    .map(([edge, names]) => `${edge === '' ? 'itself' : edge} (${names.join(', ')})`)
    .join(', ')
}
