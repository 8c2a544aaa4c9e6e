import { createHash } from 'node:crypto'
import * as pulumi from '@pulumi/pulumi'
import { describe, expect, test } from 'vitest'
import { shim } from '../../../provider/resources/shim.js'

const SMALL = 2048

/** The text that Pulumi puts into the state of every resource. */
async function serialised(): Promise<string> {
  const { text } = await pulumi.runtime.serializeFunction(() => shim)
  return text
}

describe('shim', () => {
  test('is small and the same text for ever: a new hash here is a difference in every resource of every stack', async () => {
    const text = await serialised()
    expect(text.length).toBeLessThan(SMALL)
    expect(createHash('sha256').update(text).digest('hex')).toMatchInlineSnapshot(
      `"27c8419898ea86296bb89619dfe19ec301afb6407d1ad7d00403d17e95908c5e"`,
    )
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
    expect(captured).toEqual(['shim: __shim, '])
  })
})
