import type { Finding, Severity } from '../finding.ts'
import { wordsOf } from '../words.ts'
import { worstFirst } from '../worst-first.ts'

/** Source: FACT, GitHub's workflow commands: `::error file=,line=,col=,title=::message`; a note is called notice. */
const COMMAND: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' }

/**
 * Findings as annotations of a GitHub workflow run, one line each, the worst first: a run's page shows the first ten of
 * each severity (FACT, GitHub's limits), its log shows all.
 */
export function findingsGithub(findings: readonly Finding[]): string {
  return worstFirst(findings)
    .shown.map((finding) => `${annotation(finding)}\n`)
    .join('')
}

function annotation(finding: Finding): string {
  const { text, fix } = wordsOf(finding)
  const { file, line, column } = finding.address ?? {}
  const properties = Object.entries({ file, line, col: column, title: finding.code })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${inProperty(String(value))}`)
  return `::${COMMAND[finding.severity]} ${properties.join(',')}::${inMessage(`${text}\nFix: ${fix}`)}`
}

/** Source: FACT, `escapeData` and `escapeProperty` of GitHub's toolkit (actions/core, command.ts). */
function inMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function inProperty(text: string): string {
  return inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
