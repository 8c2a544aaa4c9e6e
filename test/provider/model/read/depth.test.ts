import { spawnSync } from 'node:child_process'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { tooDeepAt } from '../../../../provider/model/read/depth.ts'
import { readSource } from '../../../../provider/model/read/source.ts'
import { fileOf } from '../../../support/scenario.ts'

const PROGRAM = `
  import { readSource } from './provider/model/read/source.ts'
  const unit = process.argv[1]
  const bytes = new TextEncoder().encode(unit.repeat(Math.floor(1_000_000 / unit.length)))
  const { findings } = readSource({ path: 'x.yaml', bytes })
  console.log(JSON.stringify([findings.map(({ code }) => code), process.resourceUsage().maxRSS]))
`

describe('tooDeepAt', () => {
  it.each(['[', '{a: ', 'a: [', '- ', '? ', '[[[\n'])('keeps 1 MB of %j under 300 MB', (unit) => {
    const child = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', PROGRAM, '--', unit])
    const [codes, kilobytes] = JSON.parse(child.stdout.toString()) as [string[], number]
    expect(codes).toEqual(['YAML_TOO_DEEP'])
    expect(kilobytes).toBeLessThan(300_000)
  })

  it('has the place of the first level too many', () => {
    const read = readSource(fileOf('x.yaml', `a: 1\nb:\n  ${'['.repeat(60)}`))
    expect(read).toMatchObject({ findings: [{ address: { line: 3, column: 53 } }] })
  })

  it.each([
    ['brackets in text', `a: "${'['.repeat(99)}"\nb: '${'{'.repeat(99)}'\nc: x${'['.repeat(99)}`],
    ['brackets in a comment and a block', `a: 1 # ${'['.repeat(99)}\nb: |\n  ${'- '.repeat(99)}\n`],
    ['lists beside each other', '- [a, {b: c}]\n'.repeat(99)],
    ['dashes as text', `a: ${'-'.repeat(99)}\nb: [${'- a, '.repeat(99)}]`],
  ])('counts no %s', (_name, text) => {
    expect(tooDeepAt(text)).toBeUndefined()
  })

  it('stops no document of few levels, whatever its style', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 6 }),
        fc.constantFrom('block' as const, 'flow' as const),
        (value, collectionStyle) => {
          expect(tooDeepAt(stringify(value, { collectionStyle }))).toBeUndefined()
        },
      ),
    )
  })
})
