// Package harbour; func Decoy() {}
package harbour

import "fmt"

const Berths = 12
const (
	North = iota
	South
	east, west = "func no() {", `type raw struct {
}`
)

var Depth, Tide float64 = 1, 2
var _ fmt.Stringer = (*Harbour)(nil)
var (
	lights = map[string]struct{}{
		"a": {},
	}
)

type (
	Metres int
	Alias  = map[string][]int
)

// Harbour is one.
type Harbour[T any] struct {
	name, flag string `json:"name"`
	fmt.Stringer
	*Pier
	inner struct {
		depth int
	}
	call func(a int) (b string)
}

type Pier struct{ length int }

type Mover interface {
	fmt.Stringer
	Move(by int) error
	Stop()
}

func (h *Harbour[T]) Dock(ship interface{}, at struct{ x int }) (err error) {
	local := func() {}
	local()
	return nil
}

func Map[K comparable, V any](
	m map[K]V,
) map[K]V {
	type hidden struct{}
	return m
}

func (Pier) String() string { return "pier" }

func assembled(x int) int
