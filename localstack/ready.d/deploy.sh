#!/bin/sh
# LocalStack runs this script when it is ready. The script creates the table, the queues and the sample data.
set -eu
here=/opt/nanny-booking

awslocal cloudformation deploy --stack-name nanny-booking \
  --template-file "$here/template.yaml" --capabilities CAPABILITY_IAM

awslocal dynamodb batch-write-item --request-items "file://$here/sample-data.json"
