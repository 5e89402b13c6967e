#!/bin/sh
# decoy() { }
alias ll='ls -l'
dock() {
  echo "it's } ${#name} $(pwd)" # }
  cat <<EOF
inside() {
EOF
  cat <<-'END' | sort
	also() {
	END
}

function sail {
  local x='leave() {'
}
function turn-round() ( true )
tide () { echo \"; }
if true; then
  nested() { :; }
fi
cat <<A <<B
one() {
A
two() {
B
last() { :; }
