# Sourced by the scripts beside it: finds what a build needs, or says what to install.

say() { printf '%s\n' "$*" >&2; }

# Prints the home of the first JDK 25 or newer in the usual places.
find_jdk() {
  path_java=$(command -v java || true)
  if [ -n "$path_java" ]; then path_java=$(dirname "$(dirname "$(readlink -f "$path_java")")"); fi
  for home in "${JAVA25_HOME-}" "${JAVA_HOME-}" "$path_java" /usr/lib/jvm/* /usr/java/* /opt/jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* \
      "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/*; do
    [ -x "$home/bin/javac" ] && [ -x "$home/bin/jlink" ] && [ -f "$home/release" ] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    if [ "${version:-0}" -ge 25 ]; then printf '%s\n' "$home"; return 0; fi
  done
  return 1
}

# Maven looks for the JDK by itself; the variable shows it one that lies in an unusual place.
need_build_tools() {
  if ! command -v mvn > /dev/null; then
    say "Maven is missing. Install it, on Debian and Ubuntu:  sudo apt install maven"
    exit 1
  fi
  if ! JAVA25_HOME=$(find_jdk); then
    say "A JDK 25 is missing; an older java may stay beside it. Install one, for example:"
    say "  Debian, Ubuntu:  sudo apt install temurin-25-jdk   (from Adoptium's repository; or openjdk-25-jdk where there is one)"
    say "  SDKMAN:          sdk install java 25-tem"
    say "or unpack one under ~/.jdks, or name its home in JAVA25_HOME. Then run this again."
    exit 1
  fi
  export JAVA25_HOME
}
