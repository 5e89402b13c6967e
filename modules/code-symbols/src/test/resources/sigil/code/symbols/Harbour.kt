package harbour

import kotlin.math.max

const val BERTHS = 12
val depth: Double by lazy { 7.5 }
typealias Ships = Map<String, List<Ship>>

/* outer /* fun nested() {} */ fun still() {} */
@Serializable
data class Ship<out T : Any>(val name: String, private var crew: Map<String, Int> = mapOf(), plain: Int) : Base(plain), Mover {
    var speed: Int = 0
        private set
    val fast get() = speed > 10
    lateinit var captain: String

    constructor(name: String) : this(name, mapOf(), 1)
    constructor(n: Int) : this("$n ${"fun no() {"}") { println(n) }

    init { val inInit = 1 }

    override fun move(by: Int): Int = max(
        by, 1
    )

    companion object {
        const val LIMIT = 3
        fun of(text: String) = Ship<Any>(text)
    }

    inner class Crew { fun size() = 1 }
}

sealed interface Mover {
    fun move(by: Int): Int
    fun stop() { }
}

enum class Tide(val metres: Int) {
    LOW(1),
    HIGH(2) { override fun turn() {} };

    open fun turn() {}
}

object Registry : Base() {
    fun <T> List<T>.second(): T where T : Any { return this[1] }
    fun `does a thing`() { }
}

fun interface Action { fun run() }
suspend inline fun <reified T> Ship<T>.dock(block: (T) -> Unit = {}): Unit {
    fun local() {}
}
