import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { folderOf, foldersOf } from '../../provider/setup/engine-files.ts'

/** What a Chromium is called on PATH: by Debian, by others, by Google. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

/** Pixels for each of CSS: sharp on most screens, and each picture stays below 200 KiB. */
const DENSITY = 1.5

export type Scheme = 'light' | 'dark'

/** A page as PNG, as large as its content and in each of the schemes. */
export async function photograph<S extends Scheme>(
  html: string,
  schemes: readonly S[],
): Promise<ReadonlyMap<S, Uint8Array>> {
  const browser = await chromium.launch({ executablePath: await findChromium() })
  try {
    const taken = new Map<S, Uint8Array>()
    for (const colorScheme of schemes) {
      const page = await browser.newPage({
        colorScheme,
        deviceScaleFactor: DENSITY,
        javaScriptEnabled: false,
      })
      await page.setContent(html)
      taken.set(colorScheme, await page.locator('body').screenshot())
    }
    return taken
  } finally {
    await browser.close()
  }
}

async function findChromium(): Promise<string> {
  const folders = foldersOf(process.env)
  for (const name of NAMES) {
    const folder = await folderOf(name, folders)
    if (folder !== undefined) return join(folder, name)
  }
  throw new Error('Cannot take pictures without a browser: install one, such as "apt-get install chromium"')
}
