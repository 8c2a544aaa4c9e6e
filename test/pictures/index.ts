import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { photograph } from './browser.ts'
import { commentPage } from './page.ts'
import { withSource } from './png-source.ts'
import { pullRequestComment } from './pull-request.ts'

// `npm run pictures`: writes docs/images/. It takes a Chromium on PATH; test/docs/pictures.test.ts, which does not, fails
// as soon as they show another text than the product writes now.

const comment = await pullRequestComment()
for (const [scheme, png] of await photograph(await commentPage(comment), ['light', 'dark'])) {
  const file = `docs/images/pull-request-${scheme}.png`
  await writeFile(join(REPOSITORY, file), withSource(png, comment))
  process.stdout.write(`${file}: ${Math.round(png.length / 1024)} KiB\n`)
}
