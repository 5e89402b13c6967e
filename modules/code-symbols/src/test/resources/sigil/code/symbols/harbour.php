<h1>class Decoy { } it's</h1>
<?php
namespace App\Port;

use Other\Thing; // class No { }
const BERTHS = 12, DEPTH = 7;
define('TIDE', 'high');

#[Attribute]
abstract class Harbour extends Base implements Mover
{
    use Logs { log as protected; }
    public const LIMIT = 3;
    private ?array $ships = ['function no() {'], $other;
    public static int $count = 0;

    public function __construct(private readonly string $name, int $plain = 1) { }
    abstract protected function leave(Ship $ship): void;
    public static function &find(string $key): ?Ship
    {
        $text = <<<EOT
        function inText() { "it's"
        EOT;
        return $this->ships[$key] ?? null; # function no() { }
    }
}

interface Mover { public function move(int $by): int; }
trait Logs { protected function log(string $what) { } }
enum Tide: string { case Low = 'l'; case High = 'h'; public function turn(): self { return self::Low; } }

function dock($ship) {
    function inner() { }
    return function () use ($ship) { };
}
if (!function_exists('late')) {
    function late() { }
}
?>
<p>function html() { }</p>
<?php function last() { }
