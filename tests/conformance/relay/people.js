import { graphql } from "relay-runtime";

export const query = graphql`
  query peopleQuery($count: Int!, $cursor: String, $text: String!) {
    ...people_list @arguments(count: $count, cursor: $cursor)
    search(text: $text, first: $count) @connection(key: "people_search", filters: ["text"]) {
      edges {
        node {
          record {
            id
            label
          }
        }
      }
    }
  }
`;

export const list = graphql`
  fragment people_list on Query
  @refetchable(queryName: "peopleListQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
    people(first: $count, after: $cursor) @connection(key: "people_people") {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`;

export const correction = graphql`
  mutation peopleCorrectionMutation($input: CorrectionInput!) {
    sendCorrection(input: $input) {
      __typename
    }
  }
`;
