import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import stryker from '../../stryker.config.json' with { type: 'json' }
import strykerPackage from '@stryker-mutator/core/package.json' with { type: 'json' }

// The second half of `npm run mutation`: writes docs/mutation.md, and the score into the README.

/** As much of Stryker's report as is counted here. Source: mutation-testing-report-schema, "status". */
const shape = z.object({
  files: z.record(z.string(), z.object({ mutants: z.array(z.object({ status: z.string() })) })),
})

type Counts = Readonly<Record<string, number>>

/** Statuses by what they say: a mutant that a test noticed, one that none did, one that is not counted. */
const NOTICED = ['Killed', 'Timeout']
const MISSED = ['Survived', 'NoCoverage']

const report = shape.parse(
  JSON.parse(await readFile(join(REPOSITORY, stryker.jsonReporter.fileName), 'utf8')),
)
const rows = Object.entries(report.files).map(([file, { mutants }]) => ({
  folder: dirname(file),
  statuses: mutants.map(({ status }) => status),
}))
const folders = [...new Set(rows.map(({ folder }) => folder))].sort()
const table = folders.map((folder) =>
  rowOf(
    `\`${folder}/\``,
    rows.filter((one) => one.folder === folder).flatMap(({ statuses }) => statuses),
  ),
)
const all = rows.flatMap(({ statuses }) => statuses)
const score = scoreOf(countsOf(all))
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: REPOSITORY }).toString().trim()
const today = new Date().toISOString().slice(0, 10)

const page = `# Mutation testing

\`npm run mutation\`, ${today}, at ${commit}: Stryker ${strykerPackage.version}, Node ${process.versions.node}.
Each mutant is one small fault in the policy rules or the plan guard. The score is the share of mutants that a test notices. A
mutant in a constant that a file makes once when it is loaded (a rule's title, a regular expression) runs against every test in
processes of its own. Tests of the engine and the laws over 100,000 plans are not part of it.

| folder | mutants | noticed | by time-out | missed | not counted | score |
| --- | --- | --- | --- | --- | --- | --- |
${[...table, rowOf('all', all)].join('\n')}
`
await writeFile(join(REPOSITORY, 'docs/mutation.md'), page)
const readme = join(REPOSITORY, 'README.md')
const text = await readFile(readme, 'utf8')
await writeFile(readme, text.replace(/(mutation score[^*]*)\*\*[\d.]+ %\*\*/, `$1**${score} %**`))
process.stdout.write(page)

function rowOf(title: string, statuses: readonly string[]): string {
  const counts = countsOf(statuses)
  const noticed = sum(counts, NOTICED)
  const missed = sum(counts, MISSED)
  const rest = statuses.length - noticed - missed
  const columns = [
    title,
    statuses.length,
    noticed,
    counts['Timeout'] ?? 0,
    missed,
    rest,
    `**${scoreOf(counts)} %**`,
  ]
  return `| ${columns.join(' | ')} |`
}

function countsOf(statuses: readonly string[]): Counts {
  const groups = Object.groupBy(statuses, (status) => status)
  return Object.fromEntries(Object.entries(groups).map(([status, all]) => [status, all?.length ?? 0]))
}

function scoreOf(counts: Counts): string {
  const noticed = sum(counts, NOTICED)
  return ((100 * noticed) / (noticed + sum(counts, MISSED))).toFixed(1)
}

function sum(counts: Counts, statuses: readonly string[]): number {
  return statuses.reduce((total, status) => total + (counts[status] ?? 0), 0)
}
