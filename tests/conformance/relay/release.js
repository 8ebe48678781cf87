// What a frontend with Relay would ask: pages of connections, refetched through `node`.
import { graphql } from "relay-runtime";

export const query = graphql`
  query releaseQuery($id: ID!, $count: Int!, $cursor: String) {
    release(id: $id) {
      ...release_detentions @arguments(count: $count, cursor: $cursor)
      disputes {
        field
        sides {
          says
        }
      }
    }
  }
`;

export const detentions = graphql`
  fragment release_detentions on Release
  @refetchable(queryName: "releaseDetentionsQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
    label
    detentions(first: $count, after: $cursor) @connection(key: "release_detentions") {
      totalCount
      edges {
        node {
          id
          person {
            ...release_person
          }
        }
      }
    }
  }
`;

export const person = graphql`
  fragment release_person on Person @refetchable(queryName: "releasePersonQuery") {
    name
    sources {
      url
    }
  }
`;

export const changed = graphql`
  subscription releaseSubscription($ids: [ID!], $after: String) {
    recordChanged(ids: $ids, after: $after) {
      cursor
      record {
        id
        label
      }
    }
  }
`;
