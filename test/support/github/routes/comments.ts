import { invalid, NOT_FOUND, ok, textOf, type Answer, type Asked, type Route } from '../route.ts'
import { commentJson } from '../shapes.ts'
import { nextId, tick, type Comment } from '../world.ts'
import { MOST_BODY, tooLong } from './issues.ts'

const SOURCE = 'rest/issues/comments'

/** Comments of issues and pull requests; a listing has the oldest first. */
export const COMMENT_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: 'issues/:number/comments',
    source: SOURCE,
    answer: ({ world, params }) => ({
      list: world.comments
        .filter(({ issue }) => issue === Number(params['number']))
        .map((comment) => commentJson(comment, world)),
    }),
  },
  { method: 'POST', path: 'issues/:number/comments', source: SOURCE, answer: create },
  {
    method: 'PATCH',
    path: 'issues/comments/:id',
    source: SOURCE,
    answer: ({ world, params, body }) => {
      const comment = find(world.comments, params)
      if (comment === undefined) return NOT_FOUND
      if (textOf(body['body']).length > MOST_BODY) return tooLong()
      comment.body = textOf(body['body'])
      tick(world)
      return ok(commentJson(comment, world))
    },
  },
  {
    method: 'DELETE',
    path: 'issues/comments/:id',
    source: SOURCE,
    answer: ({ world, params }) => {
      const comment = find(world.comments, params)
      if (comment === undefined) return NOT_FOUND
      world.comments = world.comments.filter((one) => one !== comment)
      return { status: 204 }
    },
  },
]

function create({ world, params, body, user }: Asked): Answer {
  const number = Number(params['number'])
  if (![...world.issues, ...world.pulls].some((one) => one.number === number)) return NOT_FOUND
  if (textOf(body['body']) === '') return invalid('body', 'missing_field')
  if (textOf(body['body']).length > MOST_BODY) return tooLong()
  const comment: Comment = {
    id: nextId(world),
    issue: number,
    user,
    body: textOf(body['body']),
    created_at: tick(world),
  }
  world.comments.push(comment)
  return ok(commentJson(comment, world), 201)
}

function find(all: readonly Comment[], params: Asked['params']): Comment | undefined {
  return all.find(({ id }) => id === Number(params['id']))
}
