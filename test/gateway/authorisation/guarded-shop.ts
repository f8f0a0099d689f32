// A graph with a requirement in each place where one can stand: fields, types, interfaces, enums, scalars, a second subgraph's fields.
export const SHOP = {
  sdl: `
  type Query {
    me: User @authenticated
    user(id: ID, name: String): User
    users: [User!]
    posts: [Post]
    things: [Thing]
    found: [Found]
    vault: Vault
  }
  type Mutation { rename(name: String): User @requiresScopes(scopes: [["write"]])  touch: Int }
  type User @key(fields: "id") {
    id: ID! name: String
    email: String @authenticated
    code: String! @requiresScopes(scopes: [["a", "b"], ["c"]])
    card: Card level: Level stamp: Stamp
    friend: User
    both: String @authenticated @policy(policies: [["p"]])
  }
  type Card @requiresScopes(scopes: [["card"]]) { number: String }
  type Vault { gold: Int! @authenticated }
  enum Level @requiresScopes(scopes: [["level"]]) { LOW HIGH }
  scalar Stamp @policy(policies: [["stamp"]])
  interface Post { id: ID! title: String author: User }
  type Open implements Post { id: ID! title: String author: User }
  type Private implements Post @authenticated { id: ID! title: String author: User secret: String }
  interface Thing { id: ID! size: Int like: Thing }
  type Stone implements Thing { id: ID! size: Int like: Thing }
  type Gem implements Thing { id: ID! size: Int @requiresScopes(scopes: [["gem"]]) like: Thing }
  union Found = Open | Private | Stone`,
  data: (() => {
    const user = {
      __typename: 'User',
      id: '1',
      name: 'Ada',
      email: 'a@x',
      code: 'c1',
      level: 'LOW',
      stamp: 's',
      both: 'b',
      card: { number: '4' },
    };
    const posts = [
      { __typename: 'Open', id: 'o', title: 'open', author: user },
      { __typename: 'Private', id: 'p', title: 'private', secret: 's', author: user },
    ];
    const stone = { __typename: 'Stone', id: 's', size: 1 };
    return {
      ...{ me: user, user, users: [user, user], rename: user, touch: 1, vault: { gold: 1 } },
      ...{
        posts,
        things: [
          { ...stone, like: stone },
          { __typename: 'Gem', id: 'g', size: 2, like: stone },
        ],
      },
      found: [...posts, stone],
    };
  })(),
};

export const MORE = {
  sdl: 'type User @key(fields: "id") { id: ID!  rank: Int  reach: String @authenticated }',
  resolvers: { User: { rank: () => 7, reach: () => 'far' } },
};
