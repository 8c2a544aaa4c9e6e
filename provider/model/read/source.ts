import { LineCounter, parseAllDocuments, type YAMLError } from 'yaml'
import { finding } from '../../findings/catalogue.ts'
import type { Address, Finding } from '../../findings/finding.ts'
import { brief } from '../../findings/phrases.ts'
import { decode, type RawFile } from './decode.ts'
import { tooDeepAt } from './depth.ts'
import { MAX_ALIAS_NODES, MAX_DEPTH, plainOf, type YamlFault, type Spots } from './plain.ts'

export type { RawFile } from './decode.ts'

/** A file that is one YAML document; `value` holds text, lists and mappings only. */
export type YamlSource = {
  readonly path: string
  readonly value: unknown
  readonly start: number
  readonly spots: Spots
  readonly lines: LineCounter
}

export type SourceRead = { readonly source: YamlSource } | { readonly findings: readonly Finding[] }

type SourcePlace = (offset: number) => Address

/**
 * Parses bytes as one YAML document with positions, or returns findings. Every scalar stays text (the failsafe schema),
 * so an id never loses digits and "no" never becomes false.
 */
export function readSource(file: RawFile): SourceRead {
  const text = decode(file)
  if (typeof text !== 'string') return { findings: [text] }
  const lines = new LineCounter()
  const place: SourcePlace = (offset) => addressOf(file.path, lines, offset)
  const deep = tooDeepAt(text)
  if (deep !== undefined) {
    for (const { index } of text.slice(0, deep).matchAll(/^/gm)) lines.addNewLine(index)
    return { findings: [finding('YAML_TOO_DEEP', { limit: MAX_DEPTH }, place(deep))] }
  }
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  })
  const [document, second] = documents
  if (document === undefined) return empty(file.path)
  const broken = syntaxFindings([...document.errors, ...document.warnings], place)
  if (broken.length > 0) return { findings: broken }
  if (second !== undefined)
    return { findings: [finding('YAML_MULTIPLE_DOCUMENTS', {}, place(second.range[0]))] }
  const { value, spots, faults } = plainOf(document)
  if (faults.length > 0)
    return { findings: faults.map((fault) => FAULT_FINDINGS[fault.what](fault, place(fault.offset))) }
  if (value === '') return empty(file.path)
  return { source: { path: file.path, value, start: document.contents?.range[0] ?? 0, spots, lines } }
}

function empty(path: string): SourceRead {
  return { findings: [finding('FILE_EMPTY', { file: path }, { file: path })] }
}

/** One finding a line. Where there are tabs, only tabs: most other errors follow from them. */
function syntaxFindings(errors: readonly YAMLError[], place: SourcePlace): Finding[] {
  const deep = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION')
  if (deep !== undefined) return [finding('YAML_TOO_DEEP', { limit: MAX_DEPTH }, place(deep.pos[0]))]
  const findings = errors.map(({ code, message, pos }) =>
    code === 'TAB_AS_INDENT'
      ? finding('YAML_TAB', {}, place(pos[0]))
      : finding('YAML_SYNTAX', { reason: message.split('\n')[0] ?? message }, place(pos[0])),
  )
  const tabs = findings.filter(({ code }) => code === 'YAML_TAB')
  if (tabs.length > 0) return tabs
  return [...Map.groupBy(findings, ({ address }) => address?.line).values()].flatMap((group) =>
    group.slice(0, 1),
  )
}

const FAULT_FINDINGS: Readonly<Record<YamlFault['what'], (fault: YamlFault, at: Address) => Finding>> = {
  bomb: (_fault, at) => finding('YAML_ALIAS_BOMB', { limit: MAX_ALIAS_NODES }, at),
  deep: (_fault, at) => finding('YAML_TOO_DEEP', { limit: MAX_DEPTH }, at),
  duplicate: ({ name }, at) => finding('YAML_DUPLICATE_KEY', { key: brief(name) }, at),
  key: ({ name }, at) => finding('YAML_KEY', { key: brief(name) }, at),
  anchor: ({ name }, at) =>
    finding('YAML_SYNTAX', { reason: `no "&${brief(name)}" stands before the alias` }, at),
}

function addressOf(file: string, lines: LineCounter, offset: number): Address {
  const { line, col } = lines.linePos(offset)
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
}

/**
 * The address of the value at `path`, or of its nearest existing parent. With `key`, the address of that key in the
 * mapping at `path`.
 */
export function locate(source: YamlSource, path: readonly PropertyKey[], key?: string): Address {
  let [offset, value] = [source.start, source.value]
  for (const part of path) {
    const spot = spotIn(source, value, part)
    if (spot === undefined) return addressOf(source.path, source.lines, offset)
    offset = spot.value
    value = Reflect.get(value as object, part)
  }
  const spot = key === undefined ? undefined : spotIn(source, value, key)
  return addressOf(source.path, source.lines, spot?.key ?? offset)
}

function spotIn(source: YamlSource, value: unknown, key: PropertyKey) {
  return typeof value === 'object' && value !== null ? source.spots.get(value)?.get(String(key)) : undefined
}
