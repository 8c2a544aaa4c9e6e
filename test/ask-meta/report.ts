import { GRAPH_VERSION } from '../../provider/graph/api.ts'
import type { Observation } from './observation.ts'

export type Answers = readonly {
  readonly at: string
  readonly asks: string
  readonly observations: readonly Observation[]
}[]

/** The report, as Markdown. `day` is "2026-11-27". */
export function reportOf(answers: Answers, day: string): string {
  const parts = answers.map(
    ({ at, asks, observations }) =>
      `## ${at}\n\n${asks}\n\n${observations.length === 0 ? 'Nothing in this account to ask about.\n' : tableOf(observations)}`,
  )
  return `# What Meta answers

\`npm run ask-meta\`, ${day}, ${GRAPH_VERSION}. The numbers are sections of docs/graph-api.md. The report holds no id, no name and no token.

${parts.join('\n')}`
}

function tableOf(observations: readonly Observation[]): string {
  const lines = observations.map(
    ({ call, status, code, rows, more, fields, values, isUpgraded, says }) =>
      `| \`${call}\` | ${status} | ${code} | ${[
        rows === undefined ? '' : `${rows} rows${more === true ? ' and more' : ''}`,
        fields === undefined ? '' : `fields: ${fields.join(', ')}`,
        ...Object.entries(values ?? {}).map(([name, words]) => `${name}: ${words.join('; ')}`),
        isUpgraded === true ? 'the version was upgraded' : '',
        says ?? '',
      ]
        .filter((part) => part !== '')
        .join('. ')} |`,
  )
  return `| Call | HTTP | Code | Seen |\n| --- | --- | --- | --- |\n${lines.join('\n')}\n`
}

/** Whether the report holds something that must not leave the machine: a secret, or an id of six digits and more. */
export function leaks(report: string, secrets: readonly string[]): boolean {
  const isIn = (secret: string) => secret !== '' && report.includes(secret)
  return secrets.some(isIn) || /\d{6,}/.test(report)
}
