import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { showsText, withSource } from '../pictures/png-source.ts'
import { pullRequestComment } from '../pictures/pull-request.ts'

const PICTURES = ['docs/images/pull-request-light.png', 'docs/images/pull-request-dark.png']

describe('the pictures', () => {
  it(
    'show the comment that a pull request gets now (npm run pictures makes them again)',
    { timeout: 120_000 },
    async () => {
      const comment = await pullRequestComment()
      expect(PICTURES.filter((file) => !showsText(readFileSync(join(REPOSITORY, file)), comment))).toEqual([])
    },
  )

  it.each(PICTURES)('%s is small enough to load at once', (file) => {
    expect(readFileSync(join(REPOSITORY, file)).length).toBeLessThan(200 * 1024)
  })

  it('know the text they were made of from another', () => {
    const png = withSource(readFileSync(join(REPOSITORY, PICTURES[0] ?? '')), 'one')
    expect([showsText(png, 'one'), showsText(png, 'two')]).toEqual([true, false])
  })
})
