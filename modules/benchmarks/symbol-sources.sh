#!/bin/sh
# Fetches sources to measure outlines on: symbol-sources.sh DIRECTORY all|some. They come from Maven Central, npm and Debian, each by its own client; what is
# there already stays. "some" is one package of each language.
set -eu
mkdir -p "$1"
cd "$1"
amount=$2

java() { # group:artifact:version
  name=$(echo "$1" | cut -d: -f2)
  [ -d "java/$name" ] && return
  mkdir -p download "java/$name"
  mvn -B -q -ntp dependency:copy "-Dartifact=$1:jar:sources" "-DoutputDirectory=$PWD/download"
  unzip -q -o "download/$name-"*-sources.jar -d "java/$name"
}

npm_package() { # language package
  name=$(echo "$2" | tr '/@' '__')
  [ -d "$1/$name" ] && return
  mkdir -p "download/$name" "$1/$name"
  (cd "download/$name" && npm pack --silent "$2" > /dev/null)
  tar xzf "download/$name/"*.tgz -C "$1/$name"
}

debian() { # language package
  [ -d "$1/$2" ] && return
  mkdir -p "download/$2" "$1/$2"
  # a machine that has installed nothing yet has no lists
  (cd "download/$2" && { apt-get -qq download "$2" || { apt-get -qq update && apt-get -qq download "$2"; }; })
  dpkg-deb -x "download/$2/"*.deb "$1/$2"
}

java org.apache.commons:commons-lang3:3.17.0
debian python python3-sqlalchemy
debian go golang-golang-x-tools-dev
debian rust librust-tokio-dev
npm_package typescript rxjs@7.8.1
npm_package c usb@2.11.0
if [ "$amount" = all ]; then
  for artifact in com.google.guava:guava:33.3.1-jre io.helidon.webserver:helidon-webserver:4.3.1 com.fasterxml.jackson.core:jackson-databind:2.18.0 \
      org.junit.jupiter:junit-jupiter-engine:5.11.0; do
    java "$artifact"
  done
  for package in python3-django python3-twisted; do debian python "$package"; done
  for package in golang-golang-x-net-dev golang-google-grpc-dev golang-github-spf13-cobra-dev golang-github-gorilla-mux-dev; do debian go "$package"; done
  for package in librust-regex-dev librust-regex-syntax-dev librust-serde-dev librust-clap-dev librust-hyper-dev librust-rayon-dev librust-syn-dev; do
    debian rust "$package"
  done
  for package in zod@3.25.76 effect@3.9.0 @trpc/server@10.45.2 @tanstack/query-core@5.59.0 @tanstack/table-core@8.20.5; do
    npm_package typescript "$package"
  done
  for package in lmdb@2.8.5 libxmljs@1.0.11 node-expat@2.4.1; do npm_package c "$package"; done
  for package in xtables-addons-dkms v4l2loopback-dkms; do debian c "$package"; done
fi
