import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { marked } from 'marked'

/** About how wide the text of a comment is on the page of a pull request, in CSS pixels (LIVE-CLAIM, 2026). */
const COLUMN = 780

/** What GitHub draws around a comment; `github-markdown-css` has only what is inside of it. */
const FRAME = `
body { margin: 0; padding: 12px; width: ${COLUMN + 34}px; color-scheme: light dark; background: light-dark(#fff, #0d1117); }
.comment { border: 1px solid light-dark(#d1d9e0, #3d444d); border-radius: 6px; }
.comment header { padding: 8px 16px; border-bottom: inherit; border-radius: 6px 6px 0 0;
  font: 14px/21px 'Noto Sans', Helvetica, Arial, sans-serif; color: light-dark(#59636e, #9198a1);
  background: light-dark(#f6f8fa, #151b23); }
.comment header b { color: light-dark(#1f2328, #f0f6fc); }
.comment header span { border: 1px solid light-dark(#d1d9e0, #3d444d); border-radius: 2em; padding: 0 6px; font-size: 12px; }
.comment .markdown-body { padding: 16px; font-size: 14px; background: none; }
`

/** A page that shows Markdown as GitHub shows a comment of the workflow, light or dark as the browser asks. */
export async function commentPage(markdown: string): Promise<string> {
  const styles = fileURLToPath(import.meta.resolve('github-markdown-css'))
  const body = await marked.parse(markdown, { gfm: true })
  return `<!doctype html>
<meta charset="utf-8">
<style>${await readFile(styles, 'utf8')}${FRAME}</style>
<div class="comment">
<header><b>github-actions</b> <span>bot</span> commented</header>
<article class="markdown-body">${body}</article>
</div>`
}
