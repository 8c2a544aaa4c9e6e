import { createHash } from 'node:crypto'
import type { Address, Finding } from '../finding.ts'
import { entryOf, templateText, wordsOf } from '../words.ts'
import { worstFirst } from '../worst-first.ts'

/** Source: GitHub code scanning, limits of SARIF support (FACT): a run with more results is refused as a whole. */
const MOST_RESULTS = 25_000

/** The location of a finding without an address: code scanning refuses a result without a location (FACT). */
const NO_PLACE: Address = { file: 'access/agency.yaml' }

/**
 * Findings as SARIF 2.1.0, for GitHub code scanning and other viewers. `command` names the analysis, so that the
 * results of one command do not close those of another. Source: the OASIS standard; GitHub's "SARIF support for code
 * scanning".
 */
export function findingsSarif(findings: readonly Finding[], command: string): string {
  const { shown } = worstFirst(findings, MOST_RESULTS)
  const codes = [...new Set(shown.map(({ code }) => code))].sort()
  const prints = fingerprints(shown)
  const run = {
    tool: { driver: { name: 'metagrant', rules: codes.map(ruleOf) } },
    automationDetails: { id: `metagrant/${command}/` },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository' } } },
    results: shown.map((finding, index) => resultOf(finding, codes, prints[index] ?? '')),
  }
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
  return `${JSON.stringify(log, null, 2)}\n`
}

function ruleOf(code: string): object {
  const entry = entryOf(code)
  const description = { text: withoutBraces(entry?.text ?? code) }
  return {
    id: code,
    shortDescription: description,
    fullDescription: description,
    help: { text: withoutBraces(entry?.fix ?? code) },
    defaultConfiguration: { level: entry?.severity ?? 'error' },
  }
}

function resultOf(finding: Finding, codes: readonly string[], print: string): object {
  const { text, fix } = wordsOf(finding)
  const { file, line = 1, column } = finding.address ?? NO_PLACE
  return {
    ruleId: finding.code,
    ruleIndex: codes.indexOf(finding.code),
    level: finding.severity,
    message: { text: withoutLinks(`${text}\nFix: ${fix}`) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file), uriBaseId: '%SRCROOT%' },
          region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) },
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: print },
  }
}

/**
 * Identifies a finding across runs by its code, its file and its texts. Lines move and counts change, so neither is
 * included; equal findings are numbered.
 */
function fingerprints(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>()
  return findings.map(({ code, address, args }) => {
    const texts = Object.entries(args)
      .filter(([, value]) => typeof value === 'string')
      .sort(([a], [b]) => (a < b ? -1 : 1))
    const hash = createHash('sha256')
      .update(JSON.stringify([code, address?.file ?? '', texts]))
      .digest('hex')
      .slice(0, 32)
    const count = (seen.get(hash) ?? 0) + 1
    seen.set(hash, count)
    return `${hash}:${count}`
  })
}

function uriOf(file: string): string {
  return file.toWellFormed().split('/').map(encodeURIComponent).join('/')
}

/** A SARIF message may hold links, `[text](target)` (SARIF 3.11.6); a value that looks like one must stay text. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (')
}

/** Braces mean arguments in SARIF too (3.11.5), and a rule's text has none. */
function withoutBraces(text: string): string {
  return templateText(text, (name) => `<${name}>`)
}
