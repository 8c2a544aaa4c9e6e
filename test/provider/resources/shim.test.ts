import { createHash } from 'node:crypto'
import * as pulumi from '@pulumi/pulumi'
import { describe, expect, test } from 'vitest'
import { isShimText } from '../../../provider/resources/shim-texts.ts'
import { shim } from '../../../provider/resources/shim.js'

const SMALL = 2048

/** The text that Pulumi puts into the state of every resource. */
async function serialised(): Promise<string> {
  // The name is the SDK's own, in dynamic/index.js, and part of the text.
  const provider = shim
  const { text } = await pulumi.runtime.serializeFunction(() => provider)
  return text
}

describe('shim', () => {
  test('is small and the same text for ever: a new hash here is a difference in every resource of every stack', async () => {
    const text = await serialised()
    expect(text.length).toBeLessThan(SMALL)
    expect(createHash('sha256').update(text).digest('hex')).toMatchInlineSnapshot(
      `"6a50df1ec0b407b85032f603f076515e6b8a3136d06b2f103afa9d7f2c1684bb"`,
    )
    // The text of an earlier version stays in `shim-texts.ts`: states hold it until their next apply.
    expect([isShimText(text), isShimText(`${text} `)]).toEqual([true, false])
  })

  test('captures nothing of its surroundings', async () => {
    process.env['META_AGENCY_TOKEN'] = 'EAAcanaryinthesurroundings'
    const text = await serialised()
    delete process.env['META_AGENCY_TOKEN']
    expect(text).not.toContain('canary')
    expect(text).not.toContain(process.cwd())
    // Captured values are named before `this` in the `with` of a function; only the test's own closure names the shim.
    const captured = [...text.matchAll(/with\(\{ (.*?)this: undefined/g)]
      .map((match) => match[1])
      .filter((names) => names !== '')
    expect(captured).toEqual(['provider: __provider, '])
  })
})
