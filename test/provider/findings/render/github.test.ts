import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { finding } from '../../../../provider/findings/catalogue.ts'
import { findingsGithub } from '../../../../provider/findings/render/github.ts'
import { anError, aWarning, HOSTILE, hostile } from './support.ts'

/** What GitHub's runner makes of a line, written after its ActionCommand.TryParseV2 and the unescaping beside it. */
function parsed(line: string): { command: string; properties: Record<string, string>; message: string } {
  const [, command = '', list = '', message = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? []
  const properties = list.split(',').map((one): [string, string] => {
    const at = one.indexOf('=')
    return [
      one.slice(0, at),
      plain(one.slice(at + 1))
        .replaceAll('%2C', ',')
        .replaceAll('%3A', ':'),
    ]
  })
  return {
    command,
    properties: Object.fromEntries(properties),
    message: plain(message).replaceAll('%25', '%'),
  }
}

function plain(text: string): string {
  return text.replaceAll('%0A', '\n').replaceAll('%0D', '\r')
}

describe('findingsGithub', () => {
  test('is an annotation with its place, the code as title, and the fix on a line of its own', () => {
    expect(findingsGithub([anError('access/clients/acme.yaml', 12)])).toBe(
      '::error file=access/clients/acme.yaml,line=12,col=5,title=YAML_TAB::Cannot parse the YAML as a tab indents this line: only spaces may indent%0AFix: Replace the tab by spaces\n',
    )
  })

  test('calls a note a notice, leaves out a place that there is not, and puts errors first', () => {
    const note = { ...aWarning('x'), severity: 'note' as const }
    const lines = findingsGithub([note, anError('a.yaml'), hostile()]).split('\n')
    expect(lines.map((line) => parsed(line).command)).toEqual(['error', 'warning', 'notice', ''])
    expect(parsed(lines[1] ?? '').properties).toEqual({ title: 'ASSET_UNKNOWN_NOW' })
  })

  test('of nothing is nothing', () => {
    expect(findingsGithub([])).toBe('')
  })

  test('keeps a hostile name on its line and in its message', () => {
    const text = findingsGithub([hostile({ file: 'a,b:c%.yaml', line: 1 })])
    expect(text.trimEnd()).not.toContain('\n')
    const { command, properties, message } = parsed(text.trimEnd())
    expect(command).toBe('warning')
    expect(properties).toEqual({ file: 'a,b:c%25.yaml', line: '1', title: 'ASSET_UNKNOWN_NOW' })
    expect(message).toContain(HOSTILE.slice(0, HOSTILE.indexOf('\r')))
  })

  test('is one line a finding, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (names) => {
        const findings = names.map((name) => finding('FILE_MISSING', { file: name }, { file: name }))
        const lines = findingsGithub(findings).split(/[\n\r]/)
        expect(lines.slice(0, -1).every((line) => line.startsWith('::error file='))).toBe(true)
        expect(lines).toHaveLength(names.length + 1)
      }),
    )
  })
})
