import type { Address, Finding } from '../finding.ts'
import { printable } from '../printable.ts'
import { wordsOf } from '../words.ts'

/** Findings for a terminal, in the given order: address, severity and code, then what is wrong and how to fix it. */
export function findingsText(findings: readonly Finding[]): string {
  return findings.map(findingText).join('')
}

function findingText(finding: Finding): string {
  const { text, fix } = wordsOf(finding)
  const place = finding.address === undefined ? '' : `${addressText(finding.address)}\n`
  return printableLines(`${place}  ${finding.severity} ${finding.code}\n  ${text}\n  Fix: ${fix}\n`)
}

/** `access/clients/acme.yaml:12:5`: editors and terminals turn it into a link. */
export function addressText({ file, line, column }: Address): string {
  return [file, line, column].filter((part) => part !== undefined).join(':')
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n')
}
