import { describe, expect, it, vi } from 'vitest'
import type { EngineResource } from '../../policies/declared.ts'
import { judgeStack } from '../../policies/judge-stack.ts'
import { POLICY_RULES } from '../../policies/rules/index.ts'
import { finding } from '../../provider/findings/catalogue.ts'
import { buildModel } from '../../provider/model/build.ts'
import { TODAY } from '../support/scenario.ts'
import { exampleWith, resourcesOf } from './support/example.ts'

const ROOT: EngineResource = {
  stack: 'acme',
  type: 'pulumi:pulumi:Stack',
  name: 'metagrant-acme',
  inputs: {},
}

describe('judgeStack', () => {
  it('asks each rule once for a resource, however many policies ask', () => {
    const { files, built, model } = exampleWith()
    const asset = vi.fn(() => [])
    const rules = [{ ...POLICY_RULES[0]!, asset }]
    const ask = judgeStack(rules, { built, files, today: TODAY })
    const [one] = resourcesOf(model)
    expect(ask(one!)).toBe(ask({ ...one! }))
    expect(asset).toHaveBeenCalledTimes(1)
  })

  it('says once what is wrong with an asset, at the root', () => {
    const { files, built, model } = exampleWith({
      'access/clients/acme.yaml': (text) => text.replace(', page: "2001"', ''),
    })
    const ask = judgeStack(POLICY_RULES, { built, files, today: TODAY })
    const instagram = resourcesOf(model).find(({ name }) => name === '5001')!
    expect(ask(ROOT).map(({ code }) => code)).toEqual(['instagram-is-linked'])
    expect(ask(instagram)).toEqual([])
    expect(ask(ROOT).map(({ code }) => code)).toEqual(['instagram-is-linked'])
    // Without the root it is said at the asset.
    const alone = judgeStack(POLICY_RULES, { built, files, today: TODAY })
    expect(alone(instagram).map(({ code }) => code)).toEqual(['instagram-is-linked'])
  })

  it('lets nothing pass while a file of the stack or a common one has an error', () => {
    const wrong = (text: string): string => `${text}\ncolour: blue\n`
    const at = (path: string, stack: string): readonly unknown[] => {
      const { files, built } = exampleWith({ [path]: wrong })
      const ask = judgeStack(POLICY_RULES, { built, files, today: TODAY })
      return ask({ ...ROOT, stack }).map(({ code, severity, args }) => [code, severity, args['stack']])
    }
    const refused = (stack: string) => [['files-are-valid', 'error', stack]]
    expect(at('access/clients/acme.yaml', 'acme')).toEqual(refused('acme'))
    expect(at('access/clients/acme.yaml', 'bloom')).toEqual([])
    expect(at('access/clients/acme.yaml', 'agency')).toEqual([])
  })

  it('names the places of the errors, five of them', () => {
    const { files, built } = exampleWith({
      'access/clients/acme.yaml': (text) => `${text}a1: 1\na2: 1\na3: 1\na4: 1\na5: 1\na6: 1\n`,
    })
    const [first] = judgeStack(POLICY_RULES, { built, files, today: TODAY })(ROOT)
    expect(first?.args['errors']).toMatch(/^"access\/clients\/acme\.yaml:36:1 KEY_UNKNOWN", .* and 1 more$/)
  })

  it('lets nothing pass without usable files', () => {
    for (const broken of [[], exampleWith().files.filter(({ path }) => !path.endsWith('agency.yaml'))]) {
      const built = buildModel(broken, TODAY)
      const ask = judgeStack(POLICY_RULES, { built, files: broken, today: TODAY })
      expect(ask(ROOT).map(({ code }) => code)).toEqual(['files-are-valid'])
    }
    const nothing = { built: { model: undefined, findings: [] }, files: [], today: TODAY }
    expect(judgeStack(POLICY_RULES, nothing)(ROOT)).toEqual([
      finding('files-are-valid', { stack: 'acme', errors: 'there are none' }),
    ])
  })

  it('passes files that only have warnings', () => {
    const { files, built } = exampleWith({
      'access/clients/corner.yaml': (text) => text.replace('2026-12-15', '2026-11-01'),
    })
    expect(built.findings.map(({ code }) => code)).toEqual(['UNTIL_PAST'])
    const ask = judgeStack(POLICY_RULES, { built, files, today: TODAY })
    expect(ask({ ...ROOT, stack: 'corner' }).map(({ code }) => code)).toEqual(['exception-is-current'])
  })

  it('counts an error without a place as one of everybody', () => {
    const { files, built } = exampleWith()
    const findings = [finding('INTERNAL_ERROR', { message: 'x' })]
    const [first] = judgeStack(POLICY_RULES, { built: { ...built, findings }, files, today: TODAY })(ROOT)
    expect(first?.args['errors']).toBe('"INTERNAL_ERROR"')
  })
})
