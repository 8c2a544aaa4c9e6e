import type { Address, Finding } from '../finding.ts'
import { printable } from '../printable.ts'
import { wordsOf } from '../words.ts'

/** Findings for a terminal: address, severity and code, then what is wrong and what to do; worst first within a file. */
export function findingsText(findings: readonly Finding[]): string {
  return findings.map(findingText).join('')
}

function findingText(finding: Finding): string {
  const { text, fix } = wordsOf(finding)
  const place = finding.address === undefined ? '' : `${addressText(finding.address)}\n`
  return printableLines(`${place}  ${finding.severity} ${finding.code}\n  ${text}\n  Fix: ${fix}\n`)
}

/** `access/clients/acme.yaml:12:5`, as editors and terminals make a link of it. */
export function addressText({ file, line, column }: Address): string {
  return [file, line, column].filter((part) => part !== undefined).join(':')
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n')
}
